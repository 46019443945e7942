package io.ape4j.stats;

/**
 * A winner against a baseline on the same examples: exact McNemar with Tango's score interval for 0/1 scores, the
 * sign-flip test with its inverted interval otherwise. The interval of the difference excludes 0 if and only if the
 * p-value is below {@link Interval#ALPHA}.
 *
 * @param n examples
 * @param meanWinner in [0, 1]
 * @param meanBaseline in [0, 1]
 * @param difference mean of winner minus baseline
 * @param interval of that difference
 * @param pValue two-sided, in (0, 1]
 * @param test name of the test, for people
 */
public record PairedComparison(
        int n,
        double meanWinner,
        double meanBaseline,
        double difference,
        Interval interval,
        double pValue,
        String test) {
    /** For 0/1 scores. */
    public static final String MCNEMAR = "exact McNemar";
    /** For other scores, with all sign flips. */
    public static final String SIGN_FLIP = "paired sign-flip, exact";
    /** For other scores, with random sign flips. */
    public static final String RANDOM_SIGN_FLIP = "paired sign-flip, 131,071 random flips";

    /**
     * Compares two lists of scores.
     *
     * @param winner scores in [0, 1], one per example
     * @param baseline scores of the same examples in the same order
     * @param binary whether the metric gives only 0 and 1
     * @throws IllegalArgumentException if the lists differ in length, are empty or hold anything else
     */
    public static PairedComparison compare(double[] winner, double[] baseline, boolean binary) {
        Scores.checkPaired(winner, baseline, binary);
        return binary ? compareBinary(winner, baseline) : compareReal(winner, baseline);
    }

    private static PairedComparison compareBinary(double[] winner, double[] baseline) {
        final int n = winner.length;
        final int better = Scores.wins(winner, baseline);
        final int worse = Scores.wins(baseline, winner);
        return new PairedComparison(
                n,
                Scores.mean(winner),
                Scores.mean(baseline),
                (double) (better - worse) / n,
                TangoInterval.agreeing(better, worse, n),
                McNemar.pValue(better, worse),
                MCNEMAR);
    }

    private static PairedComparison compareReal(double[] winner, double[] baseline) {
        final double[] differences = Scores.differences(winner, baseline);
        final SignFlip.Result result = SignFlip.test(differences);
        final double difference = Scores.mean(differences);
        return new PairedComparison(
                winner.length,
                Scores.mean(winner),
                Scores.mean(baseline),
                difference,
                result.interval().including(difference),
                result.pValue(),
                result.exact() ? SIGN_FLIP : RANDOM_SIGN_FLIP);
    }

    /** Whether the p-value is below {@link Interval#ALPHA}. */
    public boolean isSignificant() {
        return pValue < Interval.ALPHA;
    }

    /** What to tell the user. */
    public Verdict verdict() {
        if (!isSignificant()) {
            return Verdict.NO_GAIN;
        }
        return difference > 0 ? Verdict.BETTER : Verdict.WORSE;
    }
}
