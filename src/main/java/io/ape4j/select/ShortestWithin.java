package io.ape4j.select;

import io.ape4j.prompt.Prompt;
import io.ape4j.score.race.ScoreBoard;
import io.ape4j.task.Example;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Finds the shortest prompt that is nearly as good as the best. Nearly as good is one that is within the tolerance both
 * by its adjusted mean and by its mean on the examples that it shares with the best, and has seen at least half as many:
 * a short prompt must not win on a lucky few. No claim rests on this; the test split decides as always.
 *
 * @param board all scores
 * @param worth the adjusted mean of a prompt
 * @param tokens length of a prompt
 * @param tolerance difference of scores, in [0, 1]
 */
public record ShortestWithin(
        ScoreBoard board, ToDoubleFunction<Prompt> worth, ToLongFunction<Prompt> tokens, double tolerance) {
    private static final double LARGEST_DEVIATION = 0.5;
    /** Means and tolerances are sums of decimals that doubles round. */
    private static final double ROUNDING = 1e-9;

    /**
     * The shortest of those nearly as good as the first of {@code ranking}; the better ranked of two equally short.
     *
     * @param ranking best first, at least one
     */
    public Prompt of(List<Prompt> ranking) {
        final Prompt best = ranking.get(0);
        return ranking.stream()
                .filter(prompt -> isNearlyAsGood(prompt, best))
                .min(Comparator.comparingLong(tokens))
                .orElse(best);
    }

    /**
     * Those shorter than the first of {@code ranking} that may turn out to be nearly as good: within a standard error of
     * the tolerance; best first.
     */
    public List<Prompt> contenders(List<Prompt> ranking, int most) {
        final Prompt best = ranking.get(0);
        return ranking.stream()
                .filter(prompt -> tokens.applyAsLong(prompt) < tokens.applyAsLong(best))
                .filter(prompt -> worth.applyAsDouble(prompt) + LARGEST_DEVIATION / Math.sqrt(board.count(prompt))
                        >= worth.applyAsDouble(best) - tolerance)
                .limit(most)
                .toList();
    }

    private boolean isNearlyAsGood(Prompt prompt, Prompt best) {
        if (2 * board.count(prompt) < board.count(best)
                || worth.applyAsDouble(prompt) < worth.applyAsDouble(best) - tolerance - ROUNDING) {
            return false;
        }
        final List<Example> shared =
                board.shared(List.of(prompt, best), List.copyOf(board.of(best).keySet()));
        return !shared.isEmpty() && board.mean(prompt, shared) >= board.mean(best, shared) - tolerance - ROUNDING;
    }
}
