package io.ape4j.stats;

/**
 * The score interval for one proportion (E. B. Wilson, 1927, "Probable inference, the law of succession, and
 * statistical inference", Journal of the American Statistical Association 22:209-212).
 */
public final class WilsonInterval {
    private WilsonInterval() {}

    /**
     * The interval of the share of successes.
     *
     * @param successes in [0, n]
     * @param n trials, at least 1
     */
    public static Interval of(int successes, int n) {
        if (n < 1 || successes < 0 || successes > n) {
            throw new IllegalArgumentException(successes + " successes of " + n + " trials is no proportion");
        }
        final double share = (double) successes / n;
        final double z2 = Interval.Z * Interval.Z;
        final double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
        final double half = Interval.Z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n));
        return new Interval(
                successes == 0 ? 0 : Math.max(0, centre - half), successes == n ? 1 : Math.min(1, centre + half));
    }
}
