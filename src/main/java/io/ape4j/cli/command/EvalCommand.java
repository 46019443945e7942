package io.ape4j.cli.command;

import io.ape4j.Ape;
import io.ape4j.EvaluationReport;
import io.ape4j.Models;
import io.ape4j.PromptFiles;
import io.ape4j.Search;
import io.ape4j.cli.option.LimitOptions;
import io.ape4j.cli.option.ModelOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.session.Opening;
import io.ape4j.cli.session.Plan;
import io.ape4j.cli.session.Planner;
import io.ape4j.cli.session.Session;
import io.ape4j.cli.session.TaskMetric;
import io.ape4j.cli.terminal.Interruption;
import io.ape4j.cli.terminal.Progress;
import io.ape4j.model.ModelRole;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.report.EvaluationText;
import io.ape4j.run.Limits;
import io.ape4j.score.Metric;
import io.ape4j.search.SearchListener;
import io.ape4j.search.config.ModelNames;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.file.PromptFile;
import io.ape4j.task.file.TaskReader;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ape eval}: scores one prompt. */
@Command(
        name = "eval",
        description = "Score a prompt on the examples of a task.",
        footer = {
            "",
            "Examples:",
            "  ape eval tasks/support-routing --prompt tasks/support-routing/baseline.txt",
            "  ape eval tasks/sentiment --prompt prompt.json --model ollama:llama3.2 --examples --json"
        })
public final class EvalCommand extends BaseCommand {
    @Parameters(paramLabel = "TASK", description = "A task folder.")
    private Path target = Path.of("");

    @Option(
            names = "--prompt",
            paramLabel = "FILE",
            required = true,
            description = "Text with {{field}} where an input goes, or an exported prompt.json.")
    private Path prompt = Path.of("");

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "select",
            description = "Which examples: select, test or propose (${DEFAULT-VALUE}). Reading test is recorded.")
    private String split = "select";

    @Option(names = "--examples", description = "Print every example's answer and score too.")
    private boolean examples;

    @Option(names = "--json", description = "Print the result as one JSON object (docs/cli.md).")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no progress.")
    private boolean quiet;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    public EvalCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int execute() {
        limitOptions.check();
        final Path source = Planner.existing(surroundings(), target);
        final Task task = TaskReader.read(source, TaskMetric::check);
        final PromptFile read = PromptFiles.read(Planner.existing(surroundings(), prompt), task);
        if (!quiet) {
            read.notes().forEach(terminal()::note);
        }
        final Split which = split();
        if (task.examples(which).isEmpty()) {
            throw new UsageException("the task " + task.name() + " has no examples in " + split);
        }
        try (Metric metric = TaskMetric.of(task, source);
                Models models = Opening.models(
                        surroundings(), modelOptions.offline, quiet, modelOptions.over(ModelNames.STANDARD))) {
            final EvaluationReport report = evaluate(task, read, which, metric, models);
            if (json) {
                terminal().json(report.toJson(examples));
            } else {
                terminal().data(EvaluationText.of(report.evaluation(), report.elapsed(), examples));
            }
            return ExitCode.DONE;
        }
    }

    private EvaluationReport evaluate(Task task, PromptFile read, Split which, Metric metric, Models models) {
        final Map<ModelRole, ModelSpec> specs = Opening.specs(modelOptions.over(ModelNames.STANDARD));
        final Prices prices = modelOptions.prices(surroundings());
        Opening.consent(
                terminal(),
                Opening.isFree(Opening.prices(models, specs, prices)),
                modelOptions.yes,
                limitOptions.maxCost != null);
        final Search search = Ape.search(task)
                .metric(metric)
                .cache(modelOptions.cacheMode())
                .prices(prices)
                .home(surroundings().home())
                .limits(limitOptions.over(new Limits(Plan.HOSTED_CALLS, null, null)));
        limitOptions.time().ifPresent(search::maxTime);
        if (modelOptions.concurrency != null) {
            search.concurrency(modelOptions.concurrency);
        }
        final Progress progress = new Progress(terminal(), System::nanoTime, 0);
        try (Interruption interruption = Interruption.listen(terminal(), quiet ? SearchListener.SILENT : progress);
                progress) {
            search.listener(interruption);
            interruption.whileWaiting(() -> {
                search.model(models.open(Session.required(specs, ModelRole.EXECUTOR)));
                search.judge(models.open(Session.required(specs, ModelRole.JUDGE)));
            });
            return search.evaluate(read.prompt(), which);
        }
    }

    private Split split() {
        try {
            return Split.named(split);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }
}
