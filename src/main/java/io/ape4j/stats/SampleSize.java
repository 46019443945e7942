package io.ape4j.stats;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many examples would show a difference like the observed one, two-sided at .05, with a power of 80%.
 *
 * <p>For 0/1 scores the start is the formula of R. J. Connor, 1987, "Sample size for testing differences in proportions
 * for the paired-sample design", Biometrics 43:207-211; from there the number grows until the power of the exact McNemar
 * test, summed over the number of discordant pairs, is reached. For other scores it is the normal approximation for a
 * mean of differences, plus half of the squared quantile for the unknown variance (W. C. Guenther, 1981, "Sample size
 * formulas for normal theory t tests", The American Statistician 35:243-244).
 */
public final class SampleSize {
    /** Probability to find a difference that is there. */
    public static final double POWER = 0.8;
    /** Where the search ends: a difference that needs more examples is none to speak of. */
    public static final int MOST = 100_000;

    private static final double Z_POWER = 0.8416212335729143;
    /** The quantiles of level and power together. */
    static final double Z_BOTH = Interval.Z + Z_POWER;

    private static final double GROWTH = 1.01;
    private static final double NEGLIGIBLE = 1e-12;
    /** Differences of decimal fractions are off by less. */
    static final double NO_DIFFERENCE = 1e-9;

    private SampleSize() {}

    /**
     * The examples needed if the true difference were the observed one; absent if none was observed or more than
     * {@link #MOST} were needed.
     */
    public static OptionalInt of(double[] winner, double[] baseline, boolean binary) {
        Scores.checkPaired(winner, baseline, binary);
        final double n = winner.length;
        if (binary) {
            return ofShares(Scores.wins(winner, baseline) / n, Scores.wins(baseline, winner) / n);
        }
        final double[] differences = Scores.differences(winner, baseline);
        return ofDifference(Scores.mean(differences), Scores.deviation(differences));
    }

    /** As {@link #of}, but absent too if it is no more than there are: then it was bad luck, or is already shown. */
    public static OptionalInt beyond(double[] winner, double[] baseline, boolean binary) {
        final OptionalInt needed = of(winner, baseline, binary);
        return needed.isPresent() && needed.getAsInt() > winner.length ? needed : OptionalInt.empty();
    }

    /**
     * For 0/1 scores.
     *
     * @param better share of examples that only the winner gets right
     * @param worse share of examples that only the baseline gets right
     */
    public static OptionalInt ofShares(double better, double worse) {
        final double discordant = better + worse;
        final double difference = Math.abs(better - worse);
        if (!(better >= 0 && worse >= 0 && discordant <= 1 + NO_DIFFERENCE)) {
            throw new IllegalArgumentException(better + " and " + worse + " are no shares of all examples");
        }
        if (difference < NO_DIFFERENCE) {
            return OptionalInt.empty();
        }
        final double spread = Math.sqrt(Math.max(0, discordant - difference * difference));
        final double connor =
                Math.pow(Interval.Z * Math.sqrt(discordant) + Z_POWER * spread, 2) / (difference * difference);
        double n = Math.ceil(connor);
        while (n <= MOST && power((int) n, better, worse) < POWER) {
            n = Math.ceil(n * GROWTH);
        }
        return n <= MOST ? OptionalInt.of((int) n) : OptionalInt.empty();
    }

    /**
     * For scores that are not just 0 and 1.
     *
     * @param difference mean of the paired differences
     * @param deviation their standard deviation
     */
    public static OptionalInt ofDifference(double difference, double deviation) {
        if (Math.abs(difference) < NO_DIFFERENCE) {
            return OptionalInt.empty();
        }
        final double ratio = Z_BOTH * deviation / difference;
        final double n = Math.ceil(ratio * ratio + Interval.Z * Interval.Z / 2);
        return n <= MOST ? OptionalInt.of(Math.max((int) n, smallestSignificant())) : OptionalInt.empty();
    }

    /** The fewest examples with which either test can be significant at all: six that all go one way. */
    public static int smallestSignificant() {
        int n = 1;
        while (McNemar.pValue(n, 0) >= Interval.ALPHA) {
            n++;
        }
        return n;
    }

    /** Power of the exact McNemar test, for a difference on the right side. */
    static double power(int n, double better, double worse) {
        final double discordant = Math.min(1, better + worse);
        final double winRate = Math.max(better, worse) / (better + worse);
        final BinomialDistribution pairs = BinomialDistribution.of(n, discordant);
        double power = 0;
        int critical = 0;
        for (int m = 1; m <= n; m++) {
            final double probability = pairs.probability(m);
            if (probability < NEGLIGIBLE) {
                continue;
            }
            critical = criticalWins(m, critical);
            if (critical <= m) {
                power += probability * BinomialDistribution.of(m, winRate).survivalProbability(critical - 1);
            }
        }
        return power;
    }

    /** The fewest wins of m discordant pairs that are significant; more than m if none are. Grows with m. */
    private static int criticalWins(int m, int atLeast) {
        int wins = Math.max(atLeast, m / 2 + 1);
        final BinomialDistribution even = BinomialDistribution.of(m, 0.5);
        while (wins <= m && 2 * even.survivalProbability(wins - 1) >= Interval.ALPHA) {
            wins++;
        }
        return wins;
    }
}
