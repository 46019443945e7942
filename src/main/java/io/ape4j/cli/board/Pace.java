package io.ape4j.cli.board;

import java.util.ArrayDeque;

/** How quickly answers come: their number in the last half minute. */
final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long WINDOW_NANOS = 30_000_000_000L;
    private static final int MOST_KEPT = 4096;
    private static final int LEAST_ANSWERS = 5;

    private final ArrayDeque<Long> times = new ArrayDeque<>();
    private long since = Long.MIN_VALUE;

    /** The first phase begins. */
    void begins(long now) {
        if (since == Long.MIN_VALUE) {
            since = now;
        }
    }

    void answered(long now) {
        begins(now);
        times.addLast(now);
        if (times.size() > MOST_KEPT) {
            since = times.removeFirst();
        }
    }

    /** Answers per second; 0 while too few are known. */
    double perSecond(long now) {
        while (!times.isEmpty() && now - times.getFirst() > WINDOW_NANOS) {
            since = times.removeFirst();
        }
        final long span = Math.min(now - since, WINDOW_NANOS);
        return times.size() < LEAST_ANSWERS || span <= 0 ? 0 : times.size() * NANOS_PER_SECOND / span;
    }
}
