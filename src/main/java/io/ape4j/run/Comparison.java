package io.ape4j.run;

import io.ape4j.model.ModelException;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.SearchListener;
import io.ape4j.stats.PairedComparison;
import io.ape4j.stats.SampleSize;
import io.ape4j.stats.Verdict;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Two prompts on the same examples, by the test that has the final word of a search. The second stands where the winner
 * of a search does, the first where the baseline does.
 *
 * @param result means, difference (second minus first), interval, p-value and verdict on the second
 */
public record Comparison(Evaluation first, Evaluation second, PairedComparison result) {
    public Comparison {
        Objects.requireNonNull(result, "result");
        if (!first.examples().equals(second.examples())) {
            throw new IllegalArgumentException("the two were not evaluated on the same examples");
        }
    }

    /**
     * Compares.
     *
     * @param first what there is
     * @param second what may be better
     * @param reader who reads the examples, for the record of test readings: both prompts are one reading
     * @throws IllegalArgumentException if the split has no examples
     * @throws ModelException.BudgetExhausted if a cap does not admit all of them; what was answered is in the cache
     */
    public static Comparison of(
            Task task,
            Metric metric,
            Prompt first,
            Prompt second,
            Split split,
            Equipment equipment,
            String reader,
            SearchListener listener) {
        final List<Evaluation> both =
                Evaluation.all(task, metric, List.of(first, second), split, equipment, reader, listener);
        return new Comparison(
                both.get(0),
                both.get(1),
                PairedComparison.compare(values(both.get(1)), values(both.get(0)), metric.isBinary()));
    }

    /** Indices of the examples on which they score differently, in order. */
    public List<Integer> differing() {
        final List<Integer> differing = new ArrayList<>();
        for (int i = 0; i < first.answers().size(); i++) {
            if (score(first, i) != score(second, i)) {
                differing.add(i);
            }
        }
        return differing;
    }

    /** On how many examples the first scores higher. */
    public int firstWins() {
        return (int) differing().stream()
                .filter(i -> score(first, i) > score(second, i))
                .count();
    }

    /** On how many examples the second scores higher. */
    public int secondWins() {
        return differing().size() - firstWins();
    }

    /** How many examples would show a difference like this one; absent if it is shown, or none was seen. */
    public OptionalInt needed() {
        return result.verdict() == Verdict.NO_GAIN
                ? SampleSize.beyond(values(second), values(first), first.binary())
                : OptionalInt.empty();
    }

    /** What both took. */
    public Totals totals() {
        return first.totals().plus(second.totals());
    }

    private static double score(Evaluation evaluation, int index) {
        return evaluation.answers().get(index).value();
    }

    private static double[] values(Evaluation evaluation) {
        return evaluation.answers().stream().mapToDouble(ScoredAnswer::value).toArray();
    }
}
