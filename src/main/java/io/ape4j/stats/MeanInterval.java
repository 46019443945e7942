package io.ape4j.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * An interval for the mean of scores in [0, 1].
 *
 * <p>For 0/1 scores it is the {@link WilsonInterval}. Else it is Student's t interval after two scores of 0 and two of 1
 * were added, cut to [0, 1], in the manner of A. Agresti and B. A. Coull, 1998, "Approximate is better than 'exact' for
 * interval estimation of binomial proportions", The American Statistician 52:119-126, who add as many successes and
 * failures. Plain t would claim certainty where all scores happen to be equal; the added scores cost little once there
 * are some dozens of real ones. A test simulates its coverage.
 */
public final class MeanInterval {
    private static final int ADDED_ZEROS = 2;
    private static final int ADDED_ONES = 2;

    private MeanInterval() {}

    /**
     * The interval of the mean.
     *
     * @param scores at least one, each in [0, 1]
     * @param binary whether each is 0 or 1
     */
    public static Interval of(double[] scores, boolean binary) {
        Scores.check(scores, binary);
        if (binary) {
            return WilsonInterval.of((int) Math.round(Arrays.stream(scores).sum()), scores.length);
        }
        final double mean = Scores.mean(scores);
        final int n = scores.length + ADDED_ZEROS + ADDED_ONES;
        final double centre = (Arrays.stream(scores).sum() + ADDED_ONES) / n;
        final double squares =
                Arrays.stream(scores).map(s -> (s - centre) * (s - centre)).sum()
                        + ADDED_ZEROS * centre * centre
                        + ADDED_ONES * (1 - centre) * (1 - centre);
        final double t = TDistribution.of(n - 1).inverseSurvivalProbability(Interval.ALPHA / 2);
        final double half = t * Math.sqrt(squares / (n - 1) / n);
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half)).including(mean);
    }
}
