package io.ape4j.model.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ape4j.model.CallKey;
import io.ape4j.model.ModelException;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.StoredAnswer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Two tiers of answers: memory, where equal calls of this process are asked once, over a {@link CallStore}, where those
 * of several processes are. One for all roles and runs of a process.
 *
 * <p>Safe for use from many threads.
 */
public final class AnswerCache {
    private static final long MEMORY_CHARS = 8L << 20;
    private static final int ENTRY_CHARS = 256;
    private static final int LOG_PROBABILITY_CHARS = 32;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    /** The seam to waiting, so that tests need not wait. */
    @FunctionalInterface
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    private final CallStore store;
    private final Pause pause;
    private final AsyncCache<CallKey, StoredAnswer> memory = Caffeine.newBuilder()
            .maximumWeight(MEMORY_CHARS)
            .weigher((CallKey key, StoredAnswer stored) -> weight(stored))
            .executor(Runnable::run)
            .buildAsync();

    public AnswerCache(CallStore store) {
        this(store, duration -> Thread.sleep(duration.toMillis()));
    }

    AnswerCache(CallStore store, Pause pause) {
        this.store = Objects.requireNonNull(store, "store");
        this.pause = Objects.requireNonNull(pause, "pause");
    }

    /** The answer, if either tier has it; waits for a call that is under way in this process. */
    Optional<StoredAnswer> find(CallKey key) {
        final CompletableFuture<StoredAnswer> known = memory.getIfPresent(key);
        return known == null ? store.find(key) : await(known).or(() -> store.find(key));
    }

    /** Stores an answer over what was there. */
    void put(CallKey key, StoredAnswer answer) {
        store.put(key, answer);
        memory.put(key, CompletableFuture.completedFuture(answer));
    }

    /** The answer of either tier; where none has it, {@code buy} is called, by one thread of one process. */
    StoredAnswer get(CallKey key, Supplier<StoredAnswer> buy) {
        while (true) {
            final CompletableFuture<StoredAnswer> mine = new CompletableFuture<>();
            final CompletableFuture<StoredAnswer> others = memory.asMap().putIfAbsent(key, mine);
            if (others == null) {
                return lead(mine, key, buy);
            }
            final Optional<StoredAnswer> answer = await(others);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /** Failures are not shared: those who wait are cancelled, which Caffeine forgets quietly, and ask themselves. */
    private StoredAnswer lead(CompletableFuture<StoredAnswer> mine, CallKey key, Supplier<StoredAnswer> buy) {
        try {
            final StoredAnswer answer = findOrBuy(key, buy);
            mine.complete(answer);
            return answer;
        } finally {
            mine.cancel(false);
        }
    }

    private StoredAnswer findOrBuy(CallKey key, Supplier<StoredAnswer> buy) {
        Duration wait = FIRST_PAUSE;
        while (true) {
            final Optional<StoredAnswer> found = store.find(key);
            if (found.isPresent()) {
                return found.get();
            }
            if (store.claim(key)) {
                return buyClaimed(key, buy);
            }
            sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? wait.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private StoredAnswer buyClaimed(CallKey key, Supplier<StoredAnswer> buy) {
        boolean stored = false;
        try {
            final Optional<StoredAnswer> found = store.find(key);
            if (found.isPresent()) {
                return found.get();
            }
            final StoredAnswer bought = buy.get();
            store.put(key, bought);
            stored = true;
            return bought;
        } finally {
            if (!stored) {
                store.release(key);
            }
        }
    }

    private void sleep(Duration wait) {
        try {
            pause.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while another process asks the same");
        }
    }

    /** Empty if the thread that asked failed. Waits on a copy: who gives up here cancels nobody else. */
    private static Optional<StoredAnswer> await(CompletableFuture<StoredAnswer> others) {
        try {
            return Optional.of(others.copy().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while waiting for an equal call");
        } catch (ExecutionException | CancellationException e) {
            return Optional.empty();
        }
    }

    private static int weight(StoredAnswer stored) {
        return ENTRY_CHARS
                + stored.answer().text().length()
                + LOG_PROBABILITY_CHARS * stored.answer().logProbabilities().size();
    }
}
