package io.ape4j.model.pipeline;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.ModelException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Lets equal calls that are under way at once be asked once: the first thread asks, the others wait for it. */
public final class SingleFlight {
    private final ConcurrentMap<CallKey, CompletableFuture<Call>> underWay = new ConcurrentHashMap<>();

    /**
     * Asks, unless another thread is at it: then the answer is that thread's.
     *
     * @return empty if another thread was at it and was interrupted, so that somebody else has to ask
     */
    Optional<Call> ask(CallKey key, Supplier<Call> asking) {
        final CompletableFuture<Call> mine = new CompletableFuture<>();
        final CompletableFuture<Call> others = underWay.putIfAbsent(key, mine);
        return others == null ? Optional.of(lead(key, mine, asking)) : follow(others);
    }

    private Call lead(CallKey key, CompletableFuture<Call> mine, Supplier<Call> asking) {
        try {
            final Call call = asking.get();
            mine.complete(call);
            return call;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(key, mine);
        }
    }

    private static Optional<Call> follow(CompletableFuture<Call> others) {
        try {
            return Optional.of(others.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while waiting for an equal call");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelException.Interrupted) {
                return Optional.empty();
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
