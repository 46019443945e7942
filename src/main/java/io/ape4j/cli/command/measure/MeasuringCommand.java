package io.ape4j.cli.command.measure;

import io.ape4j.Ape;
import io.ape4j.Models;
import io.ape4j.PromptFiles;
import io.ape4j.Search;
import io.ape4j.cli.board.Progress;
import io.ape4j.cli.option.Candidates;
import io.ape4j.cli.option.LimitOptions;
import io.ape4j.cli.option.ModelOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.EstimateText;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.session.Opening;
import io.ape4j.cli.session.Plan;
import io.ape4j.cli.session.Planner;
import io.ape4j.cli.session.Session;
import io.ape4j.cli.session.TaskMetric;
import io.ape4j.cli.terminal.Interruption;
import io.ape4j.model.ModelRole;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.prompt.Prompt;
import io.ape4j.run.Limits;
import io.ape4j.run.budget.MeasuringEstimate;
import io.ape4j.score.Metric;
import io.ape4j.search.config.ModelNames;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.file.PromptFile;
import io.ape4j.task.file.TaskReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that scores prompts on a split: estimate, consent, models, scores, result. */
abstract class MeasuringCommand extends BaseCommand {
    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            defaultValue = "select",
            completionCandidates = Candidates.Splits.class,
            description = "Which examples: select, test or propose (${DEFAULT-VALUE}). Reading test is recorded.")
    private String split = "select";

    @Option(names = "--json", description = "Print the result as one JSON object (docs/cli.md).")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no progress.")
    private boolean quiet;

    @Option(names = "--dry-run", description = "Check everything and print the estimate; make no call.")
    private boolean dryRun;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    MeasuringCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** The task folder, as it was given. */
    abstract Path target();

    /** The prompts to score; wrong ones are refused before any call. */
    abstract List<Prompt> prompts(Task task, Split which);

    /**
     * Scores them.
     *
     * @return what tells the result, once nothing else is on the screen, and gives the exit code
     */
    abstract IntSupplier measure(Search search, List<Prompt> prompts, Split which);

    @Override
    protected final int execute() {
        limitOptions.check();
        final Path source = Planner.task(surroundings(), target());
        final Task task = TaskReader.read(source, TaskMetric::check);
        final Split which = split();
        final List<Prompt> prompts = prompts(task, which);
        if (task.examples(which).isEmpty()) {
            throw new UsageException("the task " + task.name() + " has no examples in " + split
                    + "; choose another --split, or add examples to it");
        }
        final ModelNames names = modelOptions.over(ModelNames.STANDARD);
        try (Metric metric = TaskMetric.of(task, source);
                Models models = Opening.models(surroundings(), modelOptions.offline, quiet, names)) {
            final Map<ModelRole, ModelSpec> specs = Opening.specs(names);
            final Prices prices = modelOptions.prices(surroundings());
            final Map<ModelRole, Optional<Price>> known = Opening.prices(models, specs, prices);
            final MeasuringEstimate estimate = MeasuringEstimate.of(task, metric, prompts, which, Opening.known(known));
            if (dryRun) {
                specs.values().forEach(models::check);
                return tell(task, estimate);
            }
            note(Opening.named(names));
            note(EstimateText.of(estimate));
            EstimateText.tooFewToMeasure(limits().calls(), estimate).ifPresent(this::note);
            Opening.consent(terminal(), Opening.isFree(known), modelOptions.yes, limitOptions.maxCost != null);
            return measured(set(task, metric, prices), models, specs, search -> measure(search, prompts, which))
                    .getAsInt();
        }
    }

    private IntSupplier measured(
            Search search, Models models, Map<ModelRole, ModelSpec> specs, Function<Search, IntSupplier> action) {
        try (Progress progress = Progress.start(terminal(), Caps.NONE, quiet);
                Interruption interruption = Interruption.listen(terminal(), progress)) {
            search.listener(interruption).cancellation(interruption.cancellation());
            interruption.whileWaiting(() -> {
                search.model(models.open(Session.required(specs, ModelRole.EXECUTOR)));
                search.judge(models.open(Session.required(specs, ModelRole.JUDGE)));
            });
            return action.apply(search);
        }
    }

    private Search set(Task task, Metric metric, Prices prices) {
        final Search search = Ape.search(task)
                .metric(metric)
                .cache(modelOptions.cacheMode())
                .prices(prices)
                .home(surroundings().home())
                .limits(limits());
        limitOptions.time().ifPresent(search::maxTime);
        if (modelOptions.concurrency != null) {
            search.concurrency(modelOptions.concurrency);
        }
        return search;
    }

    private Limits limits() {
        return limitOptions.over(new Limits(Plan.HOSTED_CALLS, null, null));
    }

    private int tell(Task task, MeasuringEstimate estimate) {
        if (json) {
            terminal().json(EstimateText.json(task.name(), estimate));
        } else {
            terminal().data(EstimateText.of(estimate));
            EstimateText.tooFewToMeasure(limits().calls(), estimate).ifPresent(this::note);
        }
        return ExitCode.DONE;
    }

    /** A prompt from a file, with a note on how it was understood. */
    final Prompt read(Path file, Task task) {
        final PromptFile read = PromptFiles.read(file, task);
        read.notes().forEach(this::note);
        return read.prompt();
    }

    final boolean isJson() {
        return json;
    }

    final void note(String line) {
        if (!quiet) {
            terminal().note(line);
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
