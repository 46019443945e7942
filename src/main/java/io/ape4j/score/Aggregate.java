package io.ape4j.score;

import java.util.List;

/**
 * How the scores of single examples add up to the score of a prompt. A corpus metric finds what it has to pool, such as
 * counts of n-grams, in {@link Score#details()}. Implementations have no state.
 */
public interface Aggregate {
    /** The arithmetic mean of the values. */
    Aggregate MEAN = new Aggregate() {
        @Override
        public String name() {
            return "mean";
        }

        @Override
        public double of(List<Score> scores) {
            return scores.stream()
                    .mapToDouble(Score::value)
                    .average()
                    .orElseThrow(() -> new IllegalArgumentException("no scores have no mean"));
        }
    };

    /** As it is shown beside the number. */
    String name();

    /**
     * The score of a prompt, in [0, 1].
     *
     * @param scores at least one, in the order of the examples
     * @throws IllegalArgumentException if there are no scores
     */
    double of(List<Score> scores);
}
