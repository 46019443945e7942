package io.ape4j.reliability.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Does many things that mostly wait for processes, a few at once. */
final class InPairs {
    private static final int AT_ONCE = 3;

    private InPairs() {}

    interface Step {
        void run(int number) throws Exception;
    }

    /** Throws what the first of them threw. */
    static void forEach(IntStream numbers, Step step) throws Exception {
        final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            final List<Future<?>> all = new ArrayList<>();
            numbers.forEach(number -> all.add(threads.submit(() -> {
                step.run(number);
                return null;
            })));
            for (final Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        } finally {
            threads.shutdownNow();
        }
    }
}
