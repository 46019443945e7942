package io.ape4j.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.session.LintText;
import io.ape4j.cli.session.Planner;
import io.ape4j.cli.session.TaskMetric;
import io.ape4j.score.Metric;
import io.ape4j.score.lint.Finding;
import io.ape4j.score.lint.TaskLint;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ape lint}: looks at a task without asking a model. */
@Command(
        name = "lint",
        description = {
            "Look for what would mislead a search: leaks, duplicates, too few examples, a metric that scores anything.",
            "Asks no model. Exits with 2 if there is an error."
        },
        footer = {"", "Example:", "  ape lint tasks/support-routing"})
public final class LintCommand extends BaseCommand {
    @Parameters(paramLabel = "TASK|CONFIG", description = "A task folder, or a search config file.")
    private Path target = Path.of("");

    @Option(
            names = "--allow",
            paramLabel = "FINDING",
            split = ",",
            description = "Take an error for a warning, by its name, e.g. leak. Repeatable.")
    private List<String> allow = new ArrayList<>();

    @Option(
            names = "--baseline",
            paramLabel = "SCORE",
            description = "What your prompt scores, between 0 and 1: is anything left to gain?")
    private @Nullable Double baseline;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public LintCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        final Path source = Planner.taskOf(surroundings(), target);
        final Task task = TaskReader.read(source, TaskMetric::check);
        final List<Finding> findings = findings(task, source);
        if (json) {
            terminal().json(json(task, findings));
        } else {
            if (!findings.isEmpty()) {
                terminal().data(LintText.lines(findings));
            }
            terminal()
                    .note(String.format(
                            Locale.ROOT,
                            "%s: %d examples to propose from, %d to select by, %d to test on; %d findings",
                            task.name(),
                            task.examples(Split.PROPOSE).size(),
                            task.examples(Split.SELECT).size(),
                            task.examples(Split.TEST).size(),
                            findings.size()));
        }
        return LintText.errors(findings, allow).isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
    }

    private List<Finding> findings(Task task, Path source) {
        if (baseline != null && !(baseline >= 0 && baseline <= 1)) {
            throw new UsageException("--baseline is " + baseline + "; a score lies between 0 and 1");
        }
        try (Metric metric = TaskMetric.of(task, source)) {
            return TaskLint.check(
                    task, metric, baseline == null ? OptionalDouble.empty() : OptionalDouble.of(baseline));
        }
    }

    private static ObjectNode json(Task task, List<Finding> findings) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("task", task.name());
        final ObjectNode examples = root.putObject("examples");
        for (final Split split : Split.values()) {
            examples.put(split.fileName(), task.examples(split).size());
        }
        final ArrayNode all = root.putArray("findings");
        findings.forEach(finding -> all.addObject()
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("code", finding.code())
                .put("message", finding.message()));
        return root;
    }
}
