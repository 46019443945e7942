package io.ape4j.stats;

import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * The exact two-sided test for paired 0/1 scores (Q. McNemar, 1947, "Note on the sampling error of the difference
 * between correlated proportions or percentages"): given that a pair differs, each side wins with probability one half.
 */
public final class McNemar {
    private McNemar() {}

    /**
     * The exact p-value, in (0, 1]; 1 where no pair differs.
     *
     * @param better pairs that the one won
     * @param worse pairs that the other won
     */
    public static double pValue(int better, int worse) {
        if (better < 0 || worse < 0) {
            throw new IllegalArgumentException("counts must be at least 0, were " + better + " and " + worse);
        }
        if (better == worse) {
            return 1;
        }
        // The library's two-sided test adds up all outcomes that are no more probable than this one, and with equal
        // probabilities rounding decides: 2 against 1 gives .625 one way and 1 the other. Doubling one side is exact
        // here.
        final double p = 2
                * BinomialTest.withDefaults()
                        .with(AlternativeHypothesis.GREATER_THAN)
                        .test(better + worse, Math.max(better, worse), 0.5)
                        .getPValue();
        return Math.min(1, Math.max(p, Double.MIN_VALUE));
    }
}
