package io.ape4j.stats;

import java.util.Arrays;

/**
 * The paired sign-flip test, and the interval of all shifts that it does not reject (J. A. Hartigan, 1969, "Using
 * subsample values as typical values", Journal of the American Statistical Association 64:1303-1317). Under the null
 * hypothesis each difference is as likely to have the opposite sign.
 *
 * <p>Flipping the differences in a subset raises the sum just when the mean of that subset is below the assumed shift.
 * So one sorted list of subset means gives both the p-value, (1 + means at or beyond the shift) / (1 + means), doubled,
 * and the interval's ends, which are two of those means: test and interval agree by construction. Up to 20 differences
 * all subsets are used and both are exact. Beyond that 131,071 random subsets stand for them, drawn from a generator
 * that is seeded by the absolute differences: the same data give the same result, and exchanging the two sides mirrors
 * it. The "1 +" keeps such a test valid and its p-value above 0. If at most 20 of many differences are not 0 the
 * p-value is still exact; should the random ends disagree with it, the end nearest to 0 moves to the next subset mean
 * on the right side of 0, or to 0.
 */
final class SignFlip {
    private static final int MOST_ENUMERATED = 20;
    private static final int RANDOM_SUBSETS = (1 << 17) - 1;
    private static final double ROUNDING = 1e-12;

    /**
     * What the test says.
     *
     * @param pValue two-sided, in (0, 1]
     * @param interval of the mean difference, within [-1, 1]
     * @param exact whether the p-value comes from all sign flips
     */
    record Result(double pValue, Interval interval, boolean exact) {}

    private SignFlip() {}

    /** Tests differences that lie in [-1, 1]; at least one. */
    static Result test(double[] differences) {
        final double[] nonzero = Arrays.stream(differences).filter(d -> d != 0).toArray();
        if (differences.length <= MOST_ENUMERATED) {
            final double[] means = allSubsetMeans(differences);
            return new Result(pValue(means), interval(means), true);
        }
        final double[] means = randomSubsetMeans(differences);
        if (nonzero.length <= MOST_ENUMERATED) {
            final double p = pValue(allSubsetMeans(nonzero));
            return new Result(p, agreeing(interval(means), means, p, Scores.mean(differences) > 0), true);
        }
        return new Result(pValue(means), interval(means), false);
    }

    private static double pValue(double[] sortedMeans) {
        long atMostZero = 0;
        long atLeastZero = 0;
        for (final double mean : sortedMeans) {
            atMostZero += mean <= 0 ? 1 : 0;
            atLeastZero += mean >= 0 ? 1 : 0;
        }
        return Math.min(1, 2.0 * (1 + Math.min(atMostZero, atLeastZero)) / (1 + sortedMeans.length));
    }

    /** All shifts whose p-value is at least {@link Interval#ALPHA}. */
    private static Interval interval(double[] sortedMeans) {
        final int rank = (int) Math.ceil(Interval.ALPHA / 2 * (1 + sortedMeans.length)) - 1;
        if (rank == 0) {
            return new Interval(-1, 1);
        }
        return new Interval(sortedMeans[rank - 1], sortedMeans[sortedMeans.length - rank]);
    }

    private static Interval agreeing(Interval interval, double[] sortedMeans, double pValue, boolean gain) {
        if (pValue >= Interval.ALPHA) {
            return interval.including(0);
        }
        if (!interval.contains(0)) {
            return interval;
        }
        return gain
                ? new Interval(firstPositive(sortedMeans, 1), interval.high())
                : new Interval(interval.low(), -firstPositive(sortedMeans, -1));
    }

    private static double firstPositive(double[] means, int sign) {
        return Arrays.stream(means)
                .map(mean -> sign * mean)
                .filter(mean -> mean > 0)
                .min()
                .orElseThrow();
    }

    private static double[] allSubsetMeans(double[] differences) {
        final double[] sums = new double[1 << differences.length];
        final double[] means = new double[sums.length - 1];
        for (int subset = 1; subset < sums.length; subset++) {
            sums[subset] = sums[subset & (subset - 1)] + differences[Integer.numberOfTrailingZeros(subset)];
            means[subset - 1] = mean(sums[subset], Integer.bitCount(subset));
        }
        Arrays.sort(means);
        return means;
    }

    private static double[] randomSubsetMeans(double[] differences) {
        final SplitMix64 random = new SplitMix64(seed(differences));
        final double[] means = new double[RANDOM_SUBSETS];
        int filled = 0;
        while (filled < means.length) {
            double sum = 0;
            int size = 0;
            for (int start = 0; start < differences.length; start += Long.SIZE) {
                final int end = Math.min(differences.length, start + Long.SIZE);
                final long bits = random.next();
                for (int i = start; i < end; i++) {
                    final long in = (bits >>> (i - start)) & 1;
                    sum += in * differences[i];
                    size += (int) in;
                }
            }
            if (size > 0) {
                means[filled] = mean(sum, size);
                filled++;
            }
        }
        Arrays.sort(means);
        return means;
    }

    /** Sums that are 0 but for rounding count as 0, on both sides. */
    private static double mean(double sum, int size) {
        return Math.abs(sum) <= ROUNDING * size ? 0 : sum / size;
    }

    private static long seed(double[] differences) {
        long seed = differences.length;
        for (final double difference : differences) {
            seed = new SplitMix64(seed ^ Double.doubleToLongBits(Math.abs(difference))).next();
        }
        return seed;
    }
}
