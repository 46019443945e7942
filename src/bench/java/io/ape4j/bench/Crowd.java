package io.ape4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Many threads that share work out among themselves. */
final class Crowd {
    private static final double NANOS_PER_SECOND = 1e9;

    private Crowd() {}

    /** Takes the steps 0, 1, ..., {@code steps} - 1 on so many threads; returns steps per second. */
    static double stepsPerSecond(int threads, int steps, IntConsumer step) {
        final ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            final long start = System.nanoTime();
            final AtomicInteger next = new AtomicInteger();
            final List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                all.add(pool.submit(() -> {
                    for (int i = next.getAndIncrement(); i < steps; i = next.getAndIncrement()) {
                        step.accept(i);
                    }
                }));
            }
            for (final Future<?> one : all) {
                one.get();
            }
            return steps / ((System.nanoTime() - start) / NANOS_PER_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a step failed", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
