package io.ape4j.model.store;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits that an interruption does not end: for what must be whole before a thread goes on. It stands when they are over. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /** Something that an interruption ends. */
    @FunctionalInterface
    private interface Wait<T, E extends Exception> {
        T end() throws InterruptedException, E;
    }

    /**
     * Waits for a result.
     *
     * @throws RuntimeException that it failed with; {@link IllegalStateException} if it failed with something else
     */
    public static <T> T get(Future<T> result) {
        try {
            return toTheEnd(result::get);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Waits until a thread has ended. */
    public static void join(Thread thread) {
        toTheEnd(() -> {
            thread.join();
            return thread;
        });
    }

    private static <T, E extends Exception> T toTheEnd(Wait<T, E> wait) throws E {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.end();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
