package io.ape4j.stats;

/**
 * A closed confidence interval at the level of 95%.
 *
 * @param low lower end
 * @param high upper end, at least {@code low}
 */
public record Interval(double low, double high) {
    /** One minus the level of confidence; also the level of the tests. */
    public static final double ALPHA = 0.05;
    /** Standard normal quantile at one minus half of {@link #ALPHA}. */
    static final double Z = 1.959963984540054;

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval needs low <= high, not [" + low + ", " + high + "]");
        }
    }

    /** Whether the value lies between the ends or on one of them. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** The smallest interval that holds this one and the value. */
    Interval including(double value) {
        return new Interval(Math.min(low, value), Math.max(high, value));
    }
}
