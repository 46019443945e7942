package io.ape4j.bench.realtasks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.Ape;
import io.ape4j.EvaluationReport;
import io.ape4j.Search;
import io.ape4j.SearchReport;
import io.ape4j.bench.Benchmark.Progress;
import io.ape4j.bench.Scratch;
import io.ape4j.model.ApeHome;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.Usage;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.prompt.Prompt;
import io.ape4j.report.EvaluationJson;
import io.ape4j.report.ResultJson;
import io.ape4j.run.RunResult;
import io.ape4j.score.Metric;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchOutcome;
import io.ape4j.stats.PairedComparison;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Measures one row: a real search, or a real evaluation, in a folder of its own that is removed behind it. */
final class Measurement {
    private static final long NO_LIMIT = Integer.MAX_VALUE;
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Choices choices;
    private final LanguageModel executor;
    private final LanguageModel proposer;
    private final Progress progress;

    /** Measures with these models. */
    Measurement(Choices choices, LanguageModel executor, LanguageModel proposer, Progress progress) {
        this.choices = choices;
        this.executor = executor;
        this.proposer = proposer;
        this.progress = progress;
    }

    /** Scores {@code prompt} on the test examples. */
    void evaluate(Task task, Metric metric, Prompt prompt, ObjectNode row) {
        final Listener listener = new Listener(label(row));
        try (Scratch scratch = new Scratch("real-tasks")) {
            final EvaluationReport report =
                    search(task, metric, scratch, listener).maxCalls(NO_LIMIT).evaluate(prompt, Split.TEST);
            row.put("test", EvaluationJson.score(report.evaluation()));
            final Totals totals = report.evaluation().totals();
            counts(row, totals.calls(), 0, totals.cached(), listener.usage, report.elapsed());
            prompt(row, prompt, task);
        }
    }

    /**
     * Searches, and has the winner confirmed.
     *
     * @throws ModelException.Outage if something outside stopped it, so that there is nothing to measure
     */
    void search(Task task, Metric metric, Way way, ObjectNode row) {
        final Listener listener = new Listener(label(row));
        try (Scratch scratch = new Scratch("real-tasks")) {
            final Path runs = choices.runs().orElseGet(() -> scratch.file("runs"));
            final Search search = search(task, metric, scratch, listener)
                    .strategy(way.strategy())
                    .seed(row.path("seed").asLong())
                    .parameters(way.parameters())
                    .maxCalls(way.calls())
                    .run(runs, task.name() + "-" + way.label());
            final SearchReport report = search.run();
            final RunResult result = report.result();
            if (result.stopped().isPresent()) {
                throw new ModelException.Outage(
                        "the search of " + label(row) + " stopped: " + result.unconfirmed()
                                + ". Run the benchmark again; with --json-lines it goes on behind its last row",
                        null);
            }
            found(row, report);
            counts(
                    row,
                    result.searchTotal().calls(),
                    result.confirming().calls(),
                    result.searchTotal().cached() + result.confirming().cached(),
                    listener.usage,
                    report.elapsed());
            prompt(row, report.winner(), task);
        }
    }

    private static void found(ObjectNode row, SearchReport report) {
        final SearchOutcome outcome = report.result().outcome();
        final Optional<PairedComparison> confirmed =
                report.result().confirmation().map(confirmation -> confirmation.comparison());
        confirmed.ifPresentOrElse(
                comparison -> row.put("test", comparison.meanWinner()).put("baseline", comparison.meanBaseline()),
                () -> row.putNull("test").putNull("baseline"));
        row.put("verdict", report.verdict());
        confirmed.ifPresent(comparison -> row.put("pValue", comparison.pValue()));
        final SearchOutcome.Standing standing = outcome.standing(outcome.winner());
        row.put("selectScore", standing.mean());
        row.put("selectScored", standing.examples());
        row.put("candidates", outcome.candidates().size());
        row.put("winnerOperator", outcome.winner().lineage().operator());
        row.put("ending", outcome.ending().words());
    }

    private static void counts(
            ObjectNode row, long search, long confirmation, long cached, Usage usage, Duration elapsed) {
        row.put("calls", search + confirmation);
        row.put("searchCalls", search);
        row.put("cachedCalls", cached);
        row.put("inputTokens", usage.inputTokens());
        row.put("outputTokens", usage.outputTokens());
        row.put("seconds", elapsed.toMillis() / MILLIS_PER_SECOND);
    }

    private static void prompt(ObjectNode row, Prompt prompt, Task task) {
        row.put("instruction", prompt.instruction());
        row.put("prompt", ResultJson.rendered(prompt, task.about().fields()));
    }

    private Search search(Task task, Metric metric, Scratch scratch, Listener listener) {
        final Search search = Ape.search(task)
                .metric(metric)
                .model(executor)
                .proposer(proposer)
                .home(new ApeHome(choices.cache().orElseGet(() -> scratch.file("home"))))
                .listener(listener);
        choices.concurrency().ifPresent(search::concurrency);
        return search;
    }

    static String label(ObjectNode row) {
        final String search = row.path("maxCalls").asLong() == 0
                ? ""
                : " " + row.path("parts").asText() + ", seed "
                        + row.path("seed").asLong() + ", "
                        + row.path("maxCalls").asLong() + " calls"
                        + (row.has("settings") ? ", " + row.path("settings").asText() : "");
        return row.path("task").asText() + ", " + row.path("strategy").asText() + search;
    }

    /** Counts tokens, and tells now and then how far a row is. */
    private final class Listener implements SearchListener {
        private static final long TELL_EVERY_NANOS = 30_000_000_000L;

        private final String label;
        private final Set<CallKey> distinct = new HashSet<>();
        private Usage usage = Usage.NONE;
        private long told = System.nanoTime();

        Listener(String label) {
            this.label = label;
        }

        @Override
        public void answered(Call call) {
            if (distinct.add(call.key())) {
                usage = usage.plus(call.answer().usage());
            }
            if (System.nanoTime() - told > TELL_EVERY_NANOS) {
                told = System.nanoTime();
                progress.at(label + ": " + distinct.size() + " calls so far");
            }
        }

        @Override
        public void warning(String sentence) {
            progress.at(label + ": " + sentence);
        }
    }
}
