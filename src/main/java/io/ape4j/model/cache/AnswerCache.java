package io.ape4j.model.cache;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ape4j.model.CallKey;
import io.ape4j.model.ModelException;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.Question;
import io.ape4j.model.store.StoredAnswer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Two tiers of answers: memory, where equal calls of this process are asked once, over a {@link CallStore}, where those
 * of several processes are. One for all roles and runs of a process. A store that fails is left alone from then on, with
 * one warning; memory goes on.
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
    private final Consumer<String> warnings;
    private final Pause pause;
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AsyncCache<CallKey, StoredAnswer> memory = Caffeine.newBuilder()
            .maximumWeight(MEMORY_CHARS)
            .weigher((CallKey key, StoredAnswer stored) -> weight(stored))
            .executor(Runnable::run)
            .buildAsync();

    /** A cache whose failures nobody hears of. */
    public AnswerCache(CallStore store) {
        this(store, warning -> {});
    }

    /**
     * A cache over this store.
     *
     * @param warnings hears once, on any thread, that the store has failed and is used no more
     */
    public AnswerCache(CallStore store, Consumer<String> warnings) {
        this(store, warnings, duration -> Thread.sleep(duration.toMillis()));
    }

    AnswerCache(CallStore store, Consumer<String> warnings, Pause pause) {
        this.store = Objects.requireNonNull(store, "store");
        this.warnings = Objects.requireNonNull(warnings, "warnings");
        this.pause = Objects.requireNonNull(pause, "pause");
    }

    /**
     * The answer, if either tier has it; waits for a call that is under way in this process.
     *
     * @throws UncheckedIOException if the store can't be read
     */
    Optional<StoredAnswer> find(CallKey key) {
        final CompletableFuture<StoredAnswer> known = memory.getIfPresent(key);
        return known == null ? store.find(key) : await(known).or(() -> store.find(key));
    }

    /** Stores an answer over what was there. */
    void put(Question question, StoredAnswer answer) {
        store(question, answer);
        memory.put(question.key(), CompletableFuture.completedFuture(answer));
    }

    /** The answer of either tier; where none has it, {@code buy} is called, by one thread of one process. */
    StoredAnswer get(Question question, Supplier<StoredAnswer> buy) {
        while (true) {
            final CompletableFuture<StoredAnswer> mine = new CompletableFuture<>();
            final CompletableFuture<StoredAnswer> others = memory.asMap().putIfAbsent(question.key(), mine);
            if (others == null) {
                return lead(mine, question, buy);
            }
            final Optional<StoredAnswer> answer = await(others);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /** Failures are not shared: those who wait are cancelled, which Caffeine forgets quietly, and ask themselves. */
    private StoredAnswer lead(CompletableFuture<StoredAnswer> mine, Question question, Supplier<StoredAnswer> buy) {
        try {
            final StoredAnswer answer = findOrClaim(question.key()).orElseGet(() -> buyClaimed(question, buy));
            mine.complete(answer);
            return answer;
        } finally {
            mine.cancel(false);
        }
    }

    /** The stored answer; empty where this thread is to buy it. */
    private Optional<StoredAnswer> findOrClaim(CallKey key) {
        Duration wait = FIRST_PAUSE;
        while (!broken.get()) {
            try {
                final Optional<StoredAnswer> found = store.find(key);
                if (found.isPresent()) {
                    return found;
                }
                if (store.claim(key)) {
                    return findClaimed(key);
                }
            } catch (UncheckedIOException e) {
                leave(e);
            }
            sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? wait.multipliedBy(2) : LONGEST_PAUSE;
        }
        return Optional.empty();
    }

    /** Another process may have stored it between the look and the claim. */
    private Optional<StoredAnswer> findClaimed(CallKey key) {
        final Optional<StoredAnswer> found = store.find(key);
        if (found.isPresent()) {
            release(key);
        }
        return found;
    }

    private StoredAnswer buyClaimed(Question question, Supplier<StoredAnswer> buy) {
        final StoredAnswer bought;
        try {
            bought = buy.get();
        } catch (RuntimeException | Error e) {
            release(question.key());
            throw e;
        }
        store(question, bought);
        return bought;
    }

    private void store(Question question, StoredAnswer answer) {
        if (broken.get()) {
            return;
        }
        try {
            store.put(question, answer);
        } catch (UncheckedIOException e) {
            leave(e);
        }
    }

    private void release(CallKey key) {
        if (broken.get()) {
            return;
        }
        try {
            store.release(key);
        } catch (UncheckedIOException e) {
            leave(e);
        }
    }

    /** What is bought goes on into the journal whatever becomes of the store, so that losing it loses no run. */
    private void leave(UncheckedIOException failure) {
        if (broken.compareAndSet(false, true)) {
            warnings.accept(failure.getMessage() + "; until then this goes on without the cache: no answer is lost, but"
                    + " other runs can't share the new ones");
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
