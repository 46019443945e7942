package io.ape4j.bench.landscape;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.Dispatcher;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.SearchLedger;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.Scorer;
import io.ape4j.search.Confirmation;
import io.ape4j.search.Interview;
import io.ape4j.search.Loop;
import io.ape4j.search.Outside;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchOutcome;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.strategy.Strategies;
import io.ape4j.stats.PairedComparison;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One search by the real loop over a {@link Landscape}, and its real confirmation; only models and journal are simulated.
 *
 * @param select examples that score candidates
 * @param test examples of the confirmation
 * @param calls cap of the search
 */
public record SimulatedSearch(
        Landscape landscape, String strategy, SearchParameters parameters, int select, int test, long calls) {
    private static final int PROPOSE = 20;
    /** Share of the phrases of a shown instruction that its rewrite keeps. */
    private static final double KEPT = 0.8;

    private static final String ITEM = "item ";
    private static final ModelIdentity MODEL = new ModelIdentity("simulated", "", "landscape", Map.of(), false);

    /**
     * How it ended.
     *
     * @param winner its true accuracy
     * @param baseline its true accuracy
     * @param best true accuracy of the best prompt that was made, found out or not
     * @param candidates how many prompts were made
     * @param calls distinct calls of the search
     */
    public record Outcome(
            double winner, double baseline, double best, int candidates, PairedComparison comparison, long calls) {}

    /** Searches with this seed and confirms. */
    public Outcome run(long seed) {
        final Task task = task();
        final SearchLedger ledger = new SearchLedger(Caps.NONE.withCalls(calls));
        try (Metric metric = Metrics.of(task);
                Dispatcher dispatcher = new Dispatcher(1)) {
            final Interview interview = new Interview(
                    Map.of(
                            ModelRole.PROPOSER,
                            channel(ModelRole.PROPOSER),
                            ModelRole.EXECUTOR,
                            channel(ModelRole.EXECUTOR)),
                    dispatcher,
                    ledger,
                    Outside.NOTHING,
                    SearchListener.SILENT);
            final Scorer scorer = new Scorer(task, metric);
            final SearchOutcome outcome = new Loop(
                            task,
                            scorer,
                            Strategies.named(strategy),
                            parameters,
                            seed,
                            interview,
                            SearchListener.SILENT)
                    .search();
            interview.beginConfirming(() -> {});
            final PairedComparison comparison = new Confirmation(scorer, interview)
                    .confirm(outcome.winner().prompt(), outcome.baseline().prompt(), task.examples(Split.TEST))
                    .comparison();
            return new Outcome(
                    landscape.accuracy(outcome.winner().prompt()),
                    landscape.accuracy(outcome.baseline().prompt()),
                    outcome.candidates().stream()
                            .mapToDouble(candidate -> landscape.accuracy(candidate.prompt()))
                            .max()
                            .orElse(0),
                    outcome.candidates().size(),
                    comparison,
                    ledger.total().calls());
        }
    }

    private Task task() {
        final TaskBuilder task = TaskBuilder.named("landscape").maxTokens(8);
        for (int i = 0; i < PROPOSE + select + test; i++) {
            final Split split = i < PROPOSE ? Split.PROPOSE : i < PROPOSE + select ? Split.SELECT : Split.TEST;
            task.example(Map.of(TaskBuilder.SINGLE_FIELD, ITEM + i), List.of("result " + i), split);
        }
        return task.build();
    }

    private Interview.Channel channel(ModelRole role) {
        final Caller caller = request -> new Call(
                CallKey.of(MODEL, request),
                role,
                request,
                Answer.of(
                        role == ModelRole.PROPOSER ? proposal(request) : answer(request),
                        Answer.Finish.STOP,
                        Usage.NONE),
                BigDecimal.ZERO,
                Duration.ZERO,
                Call.Source.BOUGHT);
        return new Interview.Channel(MODEL, caller, Optional.of(Price.FREE));
    }

    /** Some of the phrases, each by its share; most of those that the request shows, as in a rewrite. */
    private String proposal(Request request) {
        final SplittableRandom random =
                new SplittableRandom(CallKey.of(MODEL, request).hashCode() * 31L + landscape.seed());
        final String shown =
                request.messages().get(request.messages().size() - 1).text();
        final StringBuilder text = new StringBuilder("Write what belongs to it, variant " + random.nextInt(1_000_000));
        landscape.phrases().stream()
                .filter(phrase -> random.nextDouble() < (shown.contains(phrase.text()) ? KEPT : phrase.share()))
                .forEach(phrase -> text.append(", ").append(phrase.text()));
        return text.append('.').toString();
    }

    private String answer(Request request) {
        final String text =
                request.messages().get(request.messages().size() - 1).text();
        final int from = text.lastIndexOf(ITEM);
        int to = from + ITEM.length();
        while (to < text.length() && Character.isDigit(text.charAt(to))) {
            to++;
        }
        final int example = Integer.parseInt(text.substring(from + ITEM.length(), to));
        final String prompt = text.substring(0, from) + text.substring(to);
        return landscape.isRight(prompt, example, PROPOSE + select + test) ? "result " + example : "wrong";
    }
}
