package io.ape4j.cli.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.Ape;
import io.ape4j.Models;
import io.ape4j.Search;
import io.ape4j.SearchReport;
import io.ape4j.cli.board.Progress;
import io.ape4j.cli.live.LiveReport;
import io.ape4j.cli.option.SearchOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.terminal.Interruption;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.report.PowerReport;
import io.ape4j.run.Limits;
import io.ape4j.run.RunFolder;
import io.ape4j.run.RunManifest;
import io.ape4j.run.RunResult;
import io.ape4j.run.Runs;
import io.ape4j.run.budget.Estimate;
import io.ape4j.run.journal.Event;
import io.ape4j.score.Metric;
import io.ape4j.score.likelihood.Capability;
import io.ape4j.score.likelihood.Ranking;
import io.ape4j.score.lint.Finding;
import io.ape4j.score.lint.TaskLint;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.strategy.Strategies;
import io.ape4j.stats.Power;
import io.ape4j.task.Split;
import io.ape4j.task.text.Shown;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Carries a {@link Plan} out: estimate, consent, models, search or resume, result. */
public final class Session {
    private final Surroundings surroundings;
    private final Terminal terminal;
    private final SearchOptions options;
    private final Plan plan;

    public Session(Surroundings surroundings, SearchOptions options, Plan plan) {
        this.surroundings = surroundings;
        this.terminal = surroundings.terminal();
        this.options = options;
        this.plan = plan;
    }

    public int search(Launch launch) {
        return with(false, Optional.empty(), (search, interruption) -> {
            return served(serve -> {
                final RunFolder folder = newFolder(search);
                interruption.isOf(folder.path());
                launch.write(folder);
                note("run " + folder.path());
                serve.accept(folder);
                return search.run(folder);
            });
        });
    }

    /**
     * Goes on with a run.
     *
     * @param raise larger limits, if any were given
     * @throws IllegalStateException if the plan is not the run's any more
     */
    public int resume(RunFolder folder, Optional<Limits> raise) {
        final RunManifest recorded = folder.readManifest();
        final RunManifest now = new RunManifest(
                recorded.loopVersion(),
                plan.config().strategy(),
                plan.config().seed(),
                plan.config().parameters(),
                recorded.limits(),
                recorded.metric(),
                recorded.models(),
                recorded.prices());
        Runs.refuseChanges(recorded.differences(now));
        return with(true, Optional.of(raise.orElseGet(() -> Runs.limits(folder))), (search, interruption) -> {
            interruption.isOf(folder.path());
            return served(serve -> {
                serve.accept(folder);
                return search.resume(folder, raise);
            });
        });
    }

    /** With what serves the page of a run, if that is wanted: its port is taken before the run has a folder. */
    private SearchReport served(Function<Consumer<RunFolder>, SearchReport> action) {
        if (!options.live.live) {
            return action.apply(folder -> {});
        }
        try (LiveReport live = LiveReport.listen(options.live.port.port(), terminal)) {
            return action.apply(live::follow);
        }
    }

    private int with(boolean resumes, Optional<Limits> ofRun, BiFunction<Search, Interruption, SearchReport> action) {
        options.live.check();
        plan.notes().forEach(this::note);
        final Prices prices = options.models.prices(surroundings);
        final Map<ModelRole, ModelSpec> specs = Opening.specs(plan.config().models());
        try (Metric metric = metric();
                Models models = Opening.models(
                        surroundings,
                        options.models.offline,
                        options.results.quiet,
                        plan.config().models())) {
            final Limits limits = ofRun.orElse(plan.limits());
            if (!resumes) {
                lint(metric);
                specs.values().forEach(models::check);
                checkScoring(metric, models, required(specs, ModelRole.EXECUTOR));
                final Map<ModelRole, Optional<Price>> known = Opening.prices(models, specs, prices);
                refuseUnknownPrice(limits, known, specs);
                final Estimate estimate = Estimate.of(
                        plan.task(), metric, plan.config().parameters(), limits.calls(), Opening.known(known));
                Runs.refuseTooLittleMoney(limits, estimate);
                final long enough =
                        Estimate.enoughCalls(plan.task(), metric, plan.config().parameters());
                final Power power = Power.standard(metric.isBinary());
                if (options.dryRun) {
                    return dryRun(estimate, enough, power);
                }
                note(Opening.named(plan.config().models()));
                note(EstimateText.of(estimate));
                testable(power).ifPresent(this::note);
                EstimateText.tooFew(limits.calls(), enough).ifPresent(this::note);
                Opening.consent(terminal, Opening.isFree(known), options.models.yes, options.limits.maxCost != null);
            }
            final long start = System.nanoTime();
            final Progress progress = Progress.start(terminal, caps(limits), options.results.quiet);
            try (Interruption interruption = Interruption.listen(terminal, progress)) {
                final SearchReport report;
                try (progress) {
                    final Search search = set(metric, prices, limits)
                            .listener(interruption)
                            .cancellation(interruption.cancellation())
                            .since(start);
                    interruption.whileWaiting(
                            () -> open(models, specs).forEach((role, model) -> use(search, role, model)));
                    report = action.apply(search, interruption);
                }
                failure(report.result()).ifPresent(terminal::error);
                final Optional<WriteBack.Outcome> written =
                        plan.writeBack().map(back -> back.carryOut(report, plan.task()));
                new Telling(surroundings, options.results).tell(report, Optional.of(evaluation()), written);
                return written.filter(WriteBack.Outcome::isFailure).isPresent() && isForced()
                        ? ExitCode.FAILURE
                        : ExitCode.of(report, options.results.failWithoutGain);
            }
        }
    }

    /** Why the run could not go on, unless the user wanted its end. */
    private static Optional<String> failure(RunResult result) {
        return result.stopped()
                .filter(reason -> reason != Event.Reason.INTERRUPTED)
                .map(reason -> result.unconfirmed());
    }

    private boolean isForced() {
        return plan.writeBack().filter(WriteBack::force).isPresent();
    }

    /** What the board holds the spending against. */
    private Caps caps(Limits limits) {
        return plan.time().map(limits.caps()::withWallClock).orElse(limits.caps());
    }

    private void checkScoring(Metric metric, Models models, ModelSpec executor) {
        final SearchParameters parameters = plan.config().parameters();
        try {
            final Metric ranking = parameters.rankBy().over(plan.task(), metric);
            Strategies.named(plan.config().strategy()).check(parameters, ranking);
            for (final Metric scoring : List.of(metric, ranking)) {
                if (scoring.likelihood().isPresent()) {
                    Capability.check(scoring, models.scoresContinuations(executor), executor.toString());
                }
            }
        } catch (IllegalArgumentException e) {
            final String setting = parameters.rankBy() == Ranking.METRIC ? "metric: " : "search.rankBy: ";
            throw new UsageException(setting + e.getMessage(), e);
        }
    }

    /** Errors end it; warnings are told. */
    private void lint(Metric metric) {
        final List<Finding> findings = TaskLint.check(plan.task(), metric);
        LintText.warnings(findings, plan.source()).ifPresent(this::note);
        final List<Finding> errors = LintText.errors(findings, options.allow);
        if (!errors.isEmpty()) {
            throw new UsageException(LintText.lines(errors) + "\nno call was made; mend the task " + plan.source()
                    + ", or go on in spite of it with --allow " + errors.get(0).code());
        }
    }

    private Metric metric() {
        return TaskMetric.of(plan.task(), plan.source());
    }

    private Search set(Metric metric, Prices prices, Limits limits) {
        final Search search = Ape.search(plan.task())
                .metric(metric)
                .strategy(plan.config().strategy())
                .seed(plan.config().seed())
                .parameters(plan.config().parameters())
                .exports(plan.config().exports())
                .cache(options.models.cacheMode())
                .prices(prices)
                .home(surroundings.home())
                .run(surroundings.resolve(options.runs), plan.name())
                .limits(limits);
        plan.time().ifPresent(search::maxTime);
        plan.concurrency().ifPresent(search::concurrency);
        return search;
    }

    private static Map<ModelRole, LanguageModel> open(Models models, Map<ModelRole, ModelSpec> specs) {
        final Map<ModelRole, LanguageModel> open = new EnumMap<>(ModelRole.class);
        specs.forEach((role, spec) -> open.put(role, models.open(spec)));
        return open;
    }

    public static ModelSpec required(Map<ModelRole, ModelSpec> specs, ModelRole role) {
        return Objects.requireNonNull(specs.get(role), () -> "no model for " + role.fileName());
    }

    private static void use(Search search, ModelRole role, LanguageModel model) {
        switch (role) {
            case EXECUTOR -> search.model(model);
            case PROPOSER -> search.proposer(model);
            case JUDGE -> search.judge(model);
            case SCORER -> throw new IllegalArgumentException("the metric brings its own program");
        }
    }

    private static RunFolder newFolder(Search search) {
        try {
            return search.newFolder();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void refuseUnknownPrice(
            Limits limits, Map<ModelRole, Optional<Price>> known, Map<ModelRole, ModelSpec> specs) {
        if (limits.cost() == null) {
            return;
        }
        known.forEach((role, price) -> {
            if (price.isEmpty()) {
                throw new ModelException.Rejected(
                        "the price of " + specs.get(role) + " is unknown, so that --max-cost can't be kept;"
                                + " give it with --prices FILE, or limit --max-calls or --max-tokens instead",
                        null);
            }
        });
    }

    private String evaluation() {
        return "ape eval " + Shown.argument(plan.source()) + " --model "
                + Shown.argument(plan.config().models().executor());
    }

    /** What the test examples could show; lint tells of it if there are none. */
    private Optional<String> testable(Power power) {
        final int examples = plan.task().examples(Split.TEST).size();
        return examples == 0
                ? Optional.empty()
                : Optional.of(PowerReport.line(examples, power, plan.source().toString()));
    }

    private int dryRun(Estimate estimate, long enough, Power power) {
        if (options.results.json) {
            final int examples = plan.task().examples(Split.TEST).size();
            final ObjectNode json = EstimateText.json(plan, estimate, enough);
            final ObjectNode test = json.putObject("test").put("examples", examples);
            power.smallestGain(examples).ifPresent(gain -> test.put("smallestGain", gain));
            terminal.json(json);
        } else {
            terminal.data(EstimateText.of(estimate));
            testable(power).ifPresent(this::note);
            EstimateText.tooFew(estimate.mostCalls(), enough).ifPresent(this::note);
        }
        return ExitCode.DONE;
    }

    private void note(String line) {
        if (!options.results.quiet) {
            terminal.note(line);
        }
    }
}
