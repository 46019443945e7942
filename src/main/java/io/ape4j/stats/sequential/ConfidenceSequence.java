package io.ape4j.stats.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * An interval for a mean of values in [-1, 1] that may be asked for after every value (Waudby-Smith and Ramdas 2024, as
 * {@link BettingTest}; section 4.4, the hedged capital process): the chance that it ever excludes the mean is at most the
 * error rate, over all times together. It never grows.
 *
 * <p>Departs from the paper in that each side is tested at half of the error rate, and in that a side is the first mean
 * not refuted on a grid of {@link #RESOLUTION}, rounded outwards. Not for several threads.
 */
public final class ConfidenceSequence {
    /** The distance of two possible ends of the interval. */
    public static final double RESOLUTION = 0.005;

    private static final int STEPS = 400;

    private final double errorRate;
    private final Side lower;
    private final Side upper;
    private long count;

    /** The ends from -1 on that are not refuted yet; the first one is where the interval ends on this side. */
    private static final class Side {
        private final List<BettingTest> tests;
        private int refuted;

        Side(DoubleFunction<BettingTest> ofMeanAtMost) {
            tests = new ArrayList<>(IntStream.rangeClosed(0, STEPS)
                    .mapToObj(step -> ofMeanAtMost.apply(end(step)))
                    .toList());
        }

        void add(double value, double errorRate) {
            tests.subList(refuted, tests.size()).forEach(test -> test.add(value));
            // The lower the mean, the more money is made by betting against it: those refuted come first.
            while (refuted < STEPS && tests.get(refuted).rejects(errorRate)) {
                refuted++;
            }
        }

        /** The last mean that is refuted: the interval reaches down to it. */
        double end() {
            return end(Math.max(0, refuted - 1));
        }

        private static double end(int step) {
            return (2.0 * step - STEPS) / STEPS;
        }
    }

    private ConfidenceSequence(double errorRate, DoubleFunction<BettingTest> ofMeanAtMost) {
        ErrorRate.check(errorRate);
        this.errorRate = errorRate;
        lower = new Side(ofMeanAtMost);
        upper = new Side(ofMeanAtMost);
    }

    /**
     * For independent values, or values that are expected to have the same mean whatever came before.
     *
     * @param errorRate in (0, 1)
     */
    public static ConfidenceSequence of(double errorRate) {
        return new ConfidenceSequence(errorRate, BettingTest::ofMeanAtMost);
    }

    /**
     * For the mean of {@code population} values that are drawn in random order without replacement.
     *
     * @param errorRate in (0, 1)
     * @param population at least 1
     */
    public static ConfidenceSequence of(double errorRate, int population) {
        return new ConfidenceSequence(errorRate, mean -> BettingTest.ofMeanAtMost(mean, population));
    }

    /**
     * Takes one value in.
     *
     * @throws IllegalArgumentException if it is not in [-1, 1]
     */
    public void add(double value) {
        lower.add(value, errorRate / 2);
        upper.add(-value, errorRate / 2);
        count++;
    }

    /** The lower end, in [-1, 1]. */
    public double low() {
        return lower.end();
    }

    /** The upper end, in [-1, 1]. */
    public double high() {
        // Not -end, which would be -0 for 0.
        return 0 - upper.end();
    }

    /** Whether the value lies between the ends or on one of them. */
    public boolean contains(double value) {
        return low() <= value && value <= high();
    }

    /** How many values were taken in. */
    public long count() {
        return count;
    }
}
