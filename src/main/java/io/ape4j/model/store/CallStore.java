package io.ape4j.model.store;

import io.ape4j.model.CallKey;
import java.util.Optional;

/**
 * The seam to the store of answers that runs and processes share.
 *
 * <p>Contract: safe for use from many threads and by several processes at once; a damaged entry is a miss, counted by
 * {@link #damagedEntries()}, never an answer; every method throws {@link java.io.UncheckedIOException} if the store
 * can't be read or written. Losing the store loses money, never a run: each run has its answers in its own journal.
 */
public interface CallStore extends AutoCloseable {
    /** The answer stored under this key, if any. */
    Optional<StoredAnswer> find(CallKey key);

    /**
     * Claims the right to buy the answer to this key, for as long as this store is open and its process lives.
     *
     * @return false if another holds the claim; look again later. True says nothing about an answer that was stored
     *     just before: look once more before buying
     */
    boolean claim(CallKey key);

    /** Gives a claim back without an answer. */
    void release(CallKey key);

    /** Stores an answer, over what was there, and gives the claim back. */
    void put(Question question, StoredAnswer answer);

    /** How many entries this store found damaged since it was opened. */
    long damagedEntries();

    @Override
    void close();
}
