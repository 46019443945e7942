package io.ape4j.stats;

import java.util.Arrays;

/** Checks and the mean of scores. */
final class Scores {
    private Scores() {}

    static void check(double[] scores, boolean binary) {
        if (scores.length == 0) {
            throw new IllegalArgumentException("at least one score is needed");
        }
        for (final double score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a score lies in [0, 1], not " + score);
            }
            if (binary && score != 0 && score != 1) {
                throw new IllegalArgumentException("the metric says that scores are 0 or 1, but one is " + score);
            }
        }
    }

    static void checkPaired(double[] winner, double[] baseline, boolean binary) {
        if (winner.length != baseline.length) {
            throw new IllegalArgumentException(
                    "paired scores need equal counts, not " + winner.length + " and " + baseline.length);
        }
        check(winner, binary);
        check(baseline, binary);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    static double[] differences(double[] winner, double[] baseline) {
        final double[] differences = new double[winner.length];
        Arrays.setAll(differences, i -> winner[i] - baseline[i]);
        return differences;
    }

    /** The standard deviation of a sample; 0 of a single value. */
    static double deviation(double[] values) {
        final double mean = mean(values);
        final double squares =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / Math.max(1, values.length - 1));
    }

    /** How many examples the one got right and the other wrong. */
    static int wins(double[] one, double[] other) {
        int wins = 0;
        for (int i = 0; i < one.length; i++) {
            wins += one[i] > other[i] ? 1 : 0;
        }
        return wins;
    }
}
