package io.ape4j.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The append-only record of what a run bought. What these methods return from is on disk.
 *
 * <p>Contract: safe for use from many threads; every method throws {@link java.io.UncheckedIOException} if the record
 * can't be read or written.
 */
public interface CallLog {
    /** The answer recorded under this key, if any; its source is {@link Call.Source#JOURNALED}. */
    Optional<Call> find(CallKey key);

    /** Records an answer before it is used. */
    void append(Call call);

    /** Records that an attempt is about to be sent, so that a crash can't forget what it may cost. */
    void reserve(Reservation reservation);

    /** Records what an attempt cost in the end. */
    void settle(Settlement settlement);

    /**
     * An attempt at its upper bound.
     *
     * @param attempt unique in the run
     * @param tokens upper bound of input and output tokens
     * @param cost upper bound in US dollars
     */
    record Reservation(String attempt, CallKey key, ModelRole role, long tokens, BigDecimal cost) {}

    /** What the attempt of that id used: what the server reported, or else the reservation. */
    record Settlement(String attempt, long tokens, BigDecimal cost) {}
}
