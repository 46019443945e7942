package io.ape4j.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * The score interval for the difference of two paired proportions (T. Tango, 1998, "Equivalence test and confidence
 * interval for the difference in proportions for the paired-sample design", Statistics in Medicine 17:891-908): all
 * differences that the score test with the restricted maximum-likelihood estimate does not reject.
 *
 * <p>The score test is asymptotic and a little more willing to reject than the exact {@link McNemar} test.
 * {@link #agreeing} therefore departs at 0: where the exact test is not significant and the interval excludes 0, the
 * end nearest to 0 is moved to 0. That only widens it, so its coverage does not fall. The converse (exact test
 * significant, 0 inside) does not occur; a test goes through all tables.
 */
public final class TangoInterval {
    private static final int BISECTIONS = 100;
    private static final double EDGE = 1 - 1e-12;

    private TangoInterval() {}

    /**
     * The score interval of (better - worse) / n.
     *
     * @param better pairs that only the first got right
     * @param worse pairs that only the second got right
     * @param n all pairs, at least 1
     */
    public static Interval of(int better, int worse, int n) {
        if (better < 0 || worse < 0 || n < 1 || better + worse > n) {
            throw new IllegalArgumentException(
                    "no table has " + better + " and " + worse + " discordant among " + n + " pairs");
        }
        final double difference = (double) (better - worse) / n;
        final DoubleUnaryOperator statistic = delta -> statistic(better, worse, n, delta);
        final double low = better == 0 && worse == n ? -1 : crossing(statistic, -EDGE, difference, Interval.Z);
        final double high = worse == 0 && better == n ? 1 : crossing(statistic, difference, EDGE, -Interval.Z);
        return new Interval(Math.min(low, difference), Math.max(high, difference));
    }

    /** The score interval, reconciled with the exact test: it excludes 0 if and only if that is significant. */
    public static Interval agreeing(int better, int worse, int n) {
        final Interval score = of(better, worse, n);
        return McNemar.pValue(better, worse) < Interval.ALPHA ? score : score.including(0);
    }

    /** Tango's equation for the score statistic; falls as {@code delta} grows. */
    private static double statistic(int better, int worse, int n, double delta) {
        final double discordant = better + worse;
        final double b = (2.0 * n - better + worse) * delta - discordant;
        final double c = -worse * delta * (1 - delta);
        final double root = Math.sqrt(Math.max(0, b * b - 8.0 * n * c));
        final double worseShare = (root - b) / (4.0 * n);
        final double variance = n * (2 * worseShare + delta * (1 - delta));
        final double distance = better - worse - n * delta;
        if (variance <= 0) {
            return distance == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, distance);
        }
        return distance / Math.sqrt(variance);
    }

    /** Where the falling statistic passes the level, between {@code from} and {@code to}. */
    private static double crossing(DoubleUnaryOperator statistic, double from, double to, double level) {
        double left = from;
        double right = to;
        for (int i = 0; i < BISECTIONS; i++) {
            final double middle = (left + right) / 2;
            if (statistic.applyAsDouble(middle) > level) {
                left = middle;
            } else {
                right = middle;
            }
        }
        return (left + right) / 2;
    }
}
