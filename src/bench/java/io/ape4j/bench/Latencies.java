package io.ape4j.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * How long each of many equal steps took.
 *
 * <p>Quantiles are by nearest rank.
 */
final class Latencies {
    private static final double NANOS_PER_MICRO = 1e3;

    private final long[] sortedNanos;

    private Latencies(long[] nanos) {
        sortedNanos = nanos.clone();
        Arrays.sort(sortedNanos);
    }

    /** Takes the steps 0, 1, ... one after the other, each with its time. */
    static Latencies of(int steps, IntConsumer step) {
        final long[] nanos = new long[steps];
        for (int i = 0; i < steps; i++) {
            final long start = System.nanoTime();
            step.accept(i);
            nanos[i] = System.nanoTime() - start;
        }
        return new Latencies(nanos);
    }

    /** {@code p50}, {@code p99} and {@code max} in microseconds. */
    ObjectNode micros() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("p50", micros(0.50))
                .put("p99", micros(0.99))
                .put("max", micros(1.0));
    }

    private double micros(double quantile) {
        final int rank = Math.max(1, (int) Math.ceil(quantile * sortedNanos.length));
        return Math.round(sortedNanos[rank - 1] / NANOS_PER_MICRO * 10) / 10.0;
    }
}
