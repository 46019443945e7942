package io.ape4j.cli.command;

import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.session.LintText;
import io.ape4j.cli.session.Planner;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.lint.TaskLint;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import io.ape4j.task.start.NewTask;
import io.ape4j.task.text.Shown;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ape init}: makes a task folder. */
@Command(
        name = "init",
        description = "Make a task folder, from a file of examples or from nothing, with every line explained.",
        footer = {"", "Examples:", "  ape init my-task", "  ape init my-task --from tickets.csv --output team"})
public final class InitCommand extends BaseCommand {
    @Parameters(paramLabel = "DIR", description = "The folder to make; its name is the task's.")
    private Path folder = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Examples: .csv with a header, or .jsonl. One column is the output, the others are fields.")
    private @Nullable Path from;

    @Option(
            names = "--output",
            paramLabel = "COLUMN",
            defaultValue = "output",
            description = "The column that holds the right answer (${DEFAULT-VALUE}).")
    private String output = "output";

    @Option(
            names = "--stratify",
            description = "Write a split for each example, so that every answer is in each split by its share."
                    + " Examples that you add later must say theirs then.")
    private boolean stratify;

    public InitCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        final Path target = surroundings().resolve(folder);
        made(target).write();
        final Task task = TaskReader.read(target);
        try (Metric metric = Metrics.of(task)) {
            final String findings = LintText.lines(TaskLint.check(task, metric));
            if (!findings.isEmpty()) {
                terminal().note(findings);
            }
        }
        terminal().data(target.resolve(TaskReader.TASK_FILE).toString());
        terminal()
                .note((from == null ? "Put your own examples into examples.jsonl in place of the sample's. " : "")
                        + "Say in its description what is wanted (it helps whoever writes prompts), look through the rest,"
                        + " then: ape search " + Shown.argument(target));
        return ExitCode.DONE;
    }

    private NewTask made(Path target) {
        try {
            final NewTask made = from == null
                    ? NewTask.sample(target)
                    : NewTask.from(target, Planner.existing(surroundings(), from), output);
            return stratify ? made.stratified() : made;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
