package io.ape4j.search;

import io.ape4j.model.asking.Asker;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.score.Scorer;
import io.ape4j.stats.PairedComparison;
import io.ape4j.stats.SampleSize;
import io.ape4j.stats.Verdict;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The final word: winner against baseline on examples that nothing has looked at, each read once, after both are
 * fixed.
 */
public final class Confirmation {
    private final Scorer scorer;
    private final Asker asker;

    /**
     * What the comparison found.
     *
     * @param comparison means, difference, interval, p-value and verdict
     * @param winner scored answers of the winner, in the order of the examples
     * @param baseline the baseline's
     */
    public record Result(PairedComparison comparison, List<ScoredAnswer> winner, List<ScoredAnswer> baseline) {
        public Result {
            winner = List.copyOf(winner);
            baseline = List.copyOf(baseline);
        }

        /**
         * How many examples would show a difference like this one; absent if it is shown, none was seen, or these would
         * do.
         */
        public OptionalInt needed() {
            final boolean binary = comparison.test().equals(PairedComparison.MCNEMAR);
            return comparison.verdict() == Verdict.NO_GAIN
                    ? SampleSize.beyond(values(winner), values(baseline), binary)
                    : OptionalInt.empty();
        }
    }

    public Confirmation(Scorer scorer, Asker asker) {
        this.scorer = scorer;
        this.asker = asker;
    }

    /** Compares on all of {@code test}. */
    public Result confirm(Prompt winner, Prompt baseline, List<Example> test) {
        final List<Asking<ScoredAnswer>> askings = new ArrayList<>();
        for (final Prompt prompt : List.of(winner, baseline)) {
            test.forEach(example -> askings.add(scorer.score(prompt, example, 0)));
        }
        final List<ScoredAnswer> answers =
                asker.all(askings).stream().map(Optional::orElseThrow).toList();
        final List<ScoredAnswer> first = answers.subList(0, test.size());
        final List<ScoredAnswer> second = answers.subList(test.size(), answers.size());
        return new Result(
                PairedComparison.compare(
                        values(first), values(second), scorer.metric().isBinary()),
                first,
                second);
    }

    private static double[] values(List<ScoredAnswer> answers) {
        return answers.stream().mapToDouble(ScoredAnswer::value).toArray();
    }
}
