package io.ape4j.bench.racing;

import java.util.List;

/** A way to find the best of a {@link Contest}. It sees a score only if it pays a call for it. */
public interface RacingMethod {
    /** What it is called in the figures. */
    String name();

    /** Runs it. */
    Finish run(Contest contest);

    /**
     * How it ended.
     *
     * @param left those who were not dropped, best first; the winner is the first
     * @param calls how many scores were paid for
     * @param sure whether it claims that all dropped are worse
     */
    record Finish(List<Integer> left, long calls, boolean sure) {
        public Finish {
            left = List.copyOf(left);
        }

        /** The one that it would go on with. */
        public int winner() {
            return left.get(0);
        }
    }
}
