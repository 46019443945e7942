package io.ape4j.stats.sequential;

import java.util.Arrays;

/**
 * A test of "the mean is at most so much" for values in [-1, 1] that may be looked at after every value (I. Waudby-Smith
 * and A. Ramdas, 2024, "Estimating means of bounded random variables by betting", Journal of the Royal Statistical
 * Society B 86(1):1-27; section 4 for the capital, section 5 for drawing without replacement).
 *
 * <p>It starts with a capital of 1 and bets on each next value to be above the mean that the hypothesis leaves to it. If
 * the hypothesis is true, that is a game that can't be won: the chance that the capital ever reaches {@code 1 / alpha} is
 * at most {@code alpha} (Ville's inequality), whenever and however often one looks. The capital is the e-value.
 *
 * <p>The paper adapts its bet to the values seen. This departs from it: the capital is spread evenly over eight constant
 * bets, each a share of the highest bet that can't be ruined. The best of them is found without being known beforehand,
 * for at most a factor of eight; the benchmark {@code racing} needed fewer values with it than with finer or smaller bets.
 *
 * <p>Arithmetic is in plain doubles with exponents kept apart, so that thousands of values neither overflow nor vanish and
 * every JDK comes to the same result. Not for several threads.
 */
public final class BettingTest {
    private static final int BETS = 8;
    private static final double HIGHEST_BET = 0.95;
    private static final int STEP = 512;
    private static final double LARGE = 0x1p512;
    private static final double SMALL = 0x1p-512;
    /** Sums of values are taken to be right within this much for each. */
    private static final double ROUNDING = 1e-12;

    private final double nullMean;
    private final long population;
    private final double[] capital = new double[BETS];
    private final int[] exponent = new int[BETS];
    private double sum;
    private long count;
    private boolean refuted;

    private BettingTest(double nullMean, long population) {
        if (!(nullMean >= -1 && nullMean <= 1)) {
            throw new IllegalArgumentException("the mean of values in [-1, 1] lies there too, not at " + nullMean);
        }
        this.nullMean = nullMean;
        this.population = population;
        Arrays.fill(capital, 1.0 / BETS);
    }

    /**
     * A test of: given what came before, no value is expected to be above {@code nullMean}. True of independent values
     * whose mean is at most that, with no end to them.
     */
    public static BettingTest ofMeanAtMost(double nullMean) {
        return new BettingTest(nullMean, Long.MAX_VALUE);
    }

    /**
     * A test of: these {@code population} values, drawn in random order without replacement, have a mean of at most
     * {@code nullMean}. What is known of the sum of those drawn limits the rest, so it gains much once many are drawn, and
     * ends in certainty.
     *
     * @param population how many values there are in all, at least 1
     */
    public static BettingTest ofMeanAtMost(double nullMean, int population) {
        if (population < 1) {
            throw new IllegalArgumentException("a population has at least 1 value, not " + population);
        }
        return new BettingTest(nullMean, population);
    }

    /**
     * Bets on one value.
     *
     * @throws IllegalArgumentException if it is not in [-1, 1]
     * @throws IllegalStateException if the population was drawn already
     */
    public void add(double value) {
        if (!(value >= -1 && value <= 1)) {
            throw new IllegalArgumentException("a value lies in [-1, 1], not at " + value);
        }
        if (count == population) {
            throw new IllegalStateException("all " + population + " values were drawn; there can't be another");
        }
        final double expected = isEndless() ? nullMean : (population * nullMean - sum) / (population - count);
        final double room = 1 + expected;
        if (room > ROUNDING * (count + 1)) {
            bet((value - expected) / room);
        }
        sum += value;
        count++;
        refuted |= isEndless() ? nullMean == -1 && value > -1 : leastMean() > nullMean + ROUNDING;
    }

    /** The mean if all that is left to draw were -1. */
    private double leastMean() {
        return (sum - (population - count)) / population;
    }

    private boolean isEndless() {
        return population == Long.MAX_VALUE;
    }

    private void bet(double gain) {
        for (int i = 0; i < BETS; i++) {
            capital[i] *= 1 + HIGHEST_BET * (i + 1) / BETS * gain;
            if (capital[i] > LARGE) {
                capital[i] *= SMALL;
                exponent[i] += STEP;
            } else if (capital[i] < SMALL) {
                capital[i] *= LARGE;
                exponent[i] -= STEP;
            }
        }
    }

    /** The evidence against the hypothesis: the capital, at least 0; infinite where it is refuted for certain or too large. */
    public double eValue() {
        if (refuted) {
            return Double.POSITIVE_INFINITY;
        }
        double total = 0;
        for (int i = 0; i < BETS; i++) {
            total += Math.scalb(capital[i], exponent[i]);
        }
        return total;
    }

    /** The natural logarithm of the e-value, also where that is too large or too small for a double. */
    public double logEValue() {
        if (refuted) {
            return Double.POSITIVE_INFINITY;
        }
        final int highest = Arrays.stream(exponent).max().orElseThrow();
        double total = 0;
        for (int i = 0; i < BETS; i++) {
            total += Math.scalb(capital[i], exponent[i] - highest);
        }
        return StrictMath.log(total) + highest * StrictMath.log(2);
    }

    /**
     * Whether the hypothesis is rejected now. Rejecting whenever this is first true errs with a chance of at most
     * {@code errorRate}.
     *
     * @param errorRate in (0, 1)
     */
    public boolean rejects(double errorRate) {
        ErrorRate.check(errorRate);
        return eValue() >= 1 / errorRate;
    }

    /** How many values were added. */
    public long count() {
        return count;
    }
}
