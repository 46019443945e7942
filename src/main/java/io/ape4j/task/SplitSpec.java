package io.ape4j.task;

/**
 * How examples are spread over the splits when they don't say so themselves. Membership is a keyed hash of the
 * example's normalised input, so that adding examples moves no other, and duplicates stay together.
 *
 * @param propose share of the examples, in [0, 1]
 * @param select share
 * @param test share; the three add up to 1
 * @param selectCap at most this many examples of {@code select} are used
 * @param testCap at most this many examples of {@code test} are used
 */
public record SplitSpec(double propose, double select, double test, int selectCap, int testCap) {
    public static final SplitSpec STANDARD = new SplitSpec(0.15, 0.35, 0.5, 300, 200);

    public SplitSpec {
        if (Math.abs(propose + select + test - 1) > 1e-9 || propose < 0 || select < 0 || test < 0) {
            throw new IllegalArgumentException("split shares must be at least 0 and add up to 1, were " + propose + ", "
                    + select + " and " + test);
        }
        if (selectCap < 1 || testCap < 1) {
            throw new IllegalArgumentException("split caps must be at least 1");
        }
    }

    /** The share of the examples that a split gets. */
    public double share(Split split) {
        return switch (split) {
            case PROPOSE -> propose;
            case SELECT -> select;
            case TEST -> test;
        };
    }
}
