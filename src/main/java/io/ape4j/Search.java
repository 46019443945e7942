package io.ape4j;

import io.ape4j.model.ApeHome;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.cache.AnswerCache;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.prompt.Prompt;
import io.ape4j.report.ResultJson;
import io.ape4j.report.trace.Trace;
import io.ape4j.run.Comparison;
import io.ape4j.run.Equipment;
import io.ape4j.run.Evaluation;
import io.ape4j.run.Limits;
import io.ape4j.run.RunFolder;
import io.ape4j.run.RunManifest;
import io.ape4j.run.RunResult;
import io.ape4j.run.Runs;
import io.ape4j.run.TestReadings;
import io.ape4j.run.budget.Estimate;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.likelihood.Capability;
import io.ape4j.score.lint.Finding;
import io.ape4j.score.lint.TaskLint;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.strategy.Strategies;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A search that is being set up, and then run. Made by {@link Ape#search}; for one thread.
 *
 * <p>It writes the run into a folder under {@code runs}, and shares answers with other runs through the cache under
 * {@link ApeHome}.
 */
public final class Search {
    private static final int STANDARD_CONCURRENCY = 8;

    private final Task task;
    private final Map<ModelRole, LanguageModel> models = new EnumMap<>(ModelRole.class);
    private @Nullable Metric metric;
    private String strategy = "evolution";
    private long seed = 1;
    private SearchParameters parameters = SearchParameters.STANDARD;
    private Limits limits = Limits.STANDARD;
    private @Nullable Duration timeLimit;
    private @Nullable Long since;
    private int concurrency = STANDARD_CONCURRENCY;
    private CacheMode cacheMode = CacheMode.USE;
    private Prices prices = Prices.listed();
    private ApeHome home = ApeHome.of(System.getenv());
    private Path runs = Path.of("runs");
    private String name;
    private List<String> exports = List.of("txt", "md", "json");
    private SearchListener listener = SearchListener.SILENT;
    private Cancellation cancellation = new Cancellation();

    Search(Task task) {
        this.task = task;
        this.name = task.name();
    }

    /** Scores answers by {@code own} instead of the task's metric. */
    public Search metric(Metric own) {
        this.metric = own;
        return this;
    }

    /** The model that answers the task, and that proposes and judges unless others are set. */
    public Search model(LanguageModel executor) {
        models.put(ModelRole.EXECUTOR, executor);
        return this;
    }

    public Search proposer(LanguageModel model) {
        models.put(ModelRole.PROPOSER, model);
        return this;
    }

    public Search judge(LanguageModel model) {
        models.put(ModelRole.JUDGE, model);
        return this;
    }

    /** {@code evolution} (the default), {@code ape}, {@code trajectory}, {@code reflective} or {@code policy-gradient}. */
    public Search strategy(String strategyName) {
        this.strategy = strategyName;
        return this;
    }

    public Search seed(long value) {
        this.seed = value;
        return this;
    }

    public Search parameters(SearchParameters values) {
        this.parameters = values;
        return this;
    }

    /** Parts that stay as they are, e.g. {@code demonstrations}. */
    public Search freeze(Set<String> parts) {
        this.parameters = parameters.toBuilder().freeze(parts).build();
        return this;
    }

    /** Most distinct search calls of all roles; 200 unless set. The confirmation is counted apart. */
    public Search maxCalls(long calls) {
        this.limits = new Limits(calls, limits.tokens(), limits.cost());
        return this;
    }

    public Search maxTokens(long tokens) {
        this.limits = new Limits(limits.calls(), tokens, limits.cost());
        return this;
    }

    /** Most US dollars, those of the confirmation included. */
    public Search maxCost(BigDecimal usd) {
        this.limits = new Limits(limits.calls(), limits.tokens(), usd);
        return this;
    }

    /** All three limits at once. */
    public Search limits(Limits all) {
        this.limits = all;
        return this;
    }

    /** Longest search; when it passes, the search ends and what it found is confirmed. */
    public Search maxTime(Duration time) {
        this.timeLimit = time;
        return this;
    }

    /** Most calls under way at once. Changes no result. */
    public Search concurrency(int calls) {
        this.concurrency = calls;
        return this;
    }

    public Search cache(CacheMode mode) {
        this.cacheMode = mode;
        return this;
    }

    public Search prices(Prices list) {
        this.prices = list;
        return this;
    }

    /** Where models, cache and the record of test readings are. */
    public Search home(ApeHome folder) {
        this.home = folder;
        return this;
    }

    /** Where the run's folder is made, and what it is called; the next free name is taken. */
    public Search run(Path parent, String runName) {
        this.runs = parent;
        this.name = runName;
        return this;
    }

    /** Export formats by id. */
    public Search exports(List<String> formats) {
        this.exports = List.copyOf(formats);
        return this;
    }

    public Search listener(SearchListener hearing) {
        this.listener = hearing;
        return this;
    }

    /** By what another thread can end this. */
    public Search cancellation(Cancellation end) {
        this.cancellation = end;
        return this;
    }

    private SearchListener heard() {
        return cancellation.over(listener);
    }

    /** When this invocation began, by {@link System#nanoTime()}; unless set it is when the search begins. */
    public Search since(long nanoTime) {
        this.since = nanoTime;
        return this;
    }

    public Task task() {
        return task;
    }

    public Limits limits() {
        return limits;
    }

    /**
     * Searches, confirms and exports in a new run folder.
     *
     * @throws IllegalStateException if no model is set
     * @throws IllegalArgumentException if the task does not fit what ranks its candidates
     * @throws io.ape4j.model.ModelException.Rejected if the metric needs log-probabilities that the model does not tell, or a model refuses for a reason that somebody must remove before anything was found
     */
    public SearchReport run() {
        requireExecutor();
        return run(newFolder());
    }

    /** Makes the folder of the run: the name that was set, or the next free one. */
    public RunFolder newFolder() {
        return RunFolder.create(runs, name);
    }

    /** As {@link #run()}, in a folder that {@link #newFolder} has made. */
    public SearchReport run(RunFolder folder) {
        final long start = start();
        final Trace trace = new Trace(heard());
        final RunResult result = withEquipment(equipment -> {
            final RunManifest manifest = Runs.manifest(metric(), strategy, seed, parameters, limits, equipment);
            return Runs.start(folder, task, metric(), manifest, equipment, trace);
        });
        return SearchReport.write(
                folder, result, trace.snapshot(), exports, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * Goes on with a run that stopped: the same program again over its journal. A finished run is replayed.
     *
     * @param raise larger limits; empty to keep those of the run
     */
    public SearchReport resume(RunFolder folder, Optional<Limits> raise) {
        final long start = start();
        if (Runs.isFinished(folder)) {
            return finished(folder, raise, start);
        }
        limits = raise.orElseGet(() -> Runs.limits(folder));
        final Trace trace = new Trace(heard());
        final RunResult result = withEquipment(kit -> Runs.resume(folder, task, metric(), raise, kit, trace));
        return SearchReport.write(
                folder, result, trace.snapshot(), exports, Duration.ofNanos(System.nanoTime() - start));
    }

    /** A crash may have come between the last record and the exports. */
    private SearchReport finished(RunFolder folder, Optional<Limits> raise, long start) {
        if (raise.isPresent()) {
            throw new IllegalStateException("the run " + folder.name()
                    + " is confirmed and finished, so that no limit of it can be raised; start a new one: answers that"
                    + " both ask for come from the cache");
        }
        final Trace trace = new Trace(heard());
        final RunResult result = Runs.replay(folder, metric(), trace);
        final Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return tellsTheEnd(folder)
                ? SearchReport.replayed(folder, result, elapsed).withRecordedExports()
                : SearchReport.write(folder, result, trace.snapshot(), exports, elapsed);
    }

    /** Whether what lies there was written after the confirmation, not when the run had stopped before it. */
    private static boolean tellsTheEnd(RunFolder folder) {
        return folder.readResult()
                .filter(result -> !result.path("verdict").asText().equals(ResultJson.UNCONFIRMED))
                .isPresent();
    }

    private long start() {
        return since == null ? System.nanoTime() : since;
    }

    /** What would mislead this search, as {@code ape lint} tells it; {@link #run()} does not look. Asks nothing. */
    public List<Finding> lint() {
        return TaskLint.check(task, metric());
    }

    /** What this search will take; asks nothing. */
    public Estimate estimate() {
        requireExecutor();
        final Map<ModelRole, Price> known = new EnumMap<>(ModelRole.class);
        models.forEach((role, model) -> prices.of(model.identity()).ifPresent(price -> known.put(role, price)));
        return Estimate.of(task, metric(), parameters, limits.calls(), known);
    }

    /**
     * Scores one prompt on one split with the models, limits and cache that are set. Reading {@code test} is recorded.
     *
     * @throws IllegalArgumentException if the split is empty
     * @throws io.ape4j.model.ModelException.BudgetExhausted if the limits do not admit all examples
     */
    public EvaluationReport evaluate(Prompt prompt, Split split) {
        final long start = System.nanoTime();
        final Evaluation evaluation = withEquipment(equipment -> Evaluation.of(
                task, metric(), prompt, split, equipment, ResultProvenance.reader("eval", equipment, prompt), heard()));
        return new EvaluationReport(evaluation, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * Scores two prompts on the same examples of one split, with the models, limits and cache that are set, and tests
     * whether the second is better than the first. Reading {@code test} is recorded.
     *
     * @throws IllegalArgumentException if the split is empty
     * @throws io.ape4j.model.ModelException.BudgetExhausted if the limits do not admit all examples
     */
    public ComparisonReport compare(Prompt first, Prompt second, Split split) {
        final long start = System.nanoTime();
        final Comparison comparison = withEquipment(equipment -> Comparison.of(
                task,
                metric(),
                first,
                second,
                split,
                equipment,
                ResultProvenance.reader("compare", equipment, first, second),
                heard()));
        return new ComparisonReport(comparison, Duration.ofNanos(System.nanoTime() - start));
    }

    /**
     * Runs a recorded run again, without models, network or cache, and without writing anything.
     *
     * @throws IllegalStateException if it was stopped before its end, or its exports are not what it ends in
     */
    public static SearchReport replay(RunFolder folder, Optional<Metric> own, SearchListener hearing) {
        return outcome(folder, own, hearing).withRecordedExports();
    }

    /** What a recorded run has found, by replaying it; what became of its exports since does not matter. */
    public static SearchReport outcome(RunFolder folder, Optional<Metric> own, SearchListener hearing) {
        final long start = System.nanoTime();
        final Metric metric = own.orElseGet(() -> Metrics.of(folder.readTask()));
        try {
            final RunResult result = Runs.replay(folder, metric, hearing);
            return SearchReport.replayed(folder, result, Duration.ofNanos(System.nanoTime() - start));
        } catch (ModelException.NotRecorded e) {
            if (Runs.isFinished(folder)) {
                throw e;
            }
            throw Runs.unended(folder, e);
        }
    }

    private Metric metric() {
        if (metric == null) {
            metric = Metrics.of(task);
        }
        return metric;
    }

    private <T> T withEquipment(Function<Equipment, T> action) {
        requireExecutor();
        metric().program().ifPresent(program -> models.put(ModelRole.SCORER, program));
        final Caps caps = timeLimit == null ? limits.caps() : limits.caps().withWallClock(timeLimit);
        final TestReadings readings = new TestReadings(home.root().resolve("test-readings"));
        final Function<Optional<AnswerCache>, T> equipped =
                cache -> action.apply(new Equipment(models, prices, caps, concurrency, cache, cacheMode, readings));
        return cacheMode == CacheMode.OFF
                ? equipped.apply(Optional.empty())
                : SharedAnswers.lent(home, listener, cache -> equipped.apply(Optional.of(cache)));
    }

    private void requireExecutor() {
        final LanguageModel executor = models.get(ModelRole.EXECUTOR);
        if (executor == null) {
            throw new IllegalStateException("no model is set; call model(...) first");
        }
        final Metric ranking = parameters.rankBy().over(task, metric());
        Strategies.named(strategy).check(parameters, ranking);
        for (final Metric scoring : List.of(metric(), ranking)) {
            Capability.check(
                    scoring, executor.scoresContinuations(), executor.identity().label());
        }
        models.putIfAbsent(ModelRole.PROPOSER, executor);
        models.putIfAbsent(ModelRole.JUDGE, executor);
    }
}
