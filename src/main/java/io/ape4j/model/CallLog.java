package io.ape4j.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
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

    /**
     * Records what an attempt cost in the end. The one method that need not wait for the disk: its record is there no
     * later than that of the next {@link #append}, and until then the attempt stands at its reservation, which is more.
     */
    void settle(Settlement settlement);

    /** What the settled attempts of a phase used so far, those of earlier processes included. */
    default Spent settled(Phase phase) {
        return Spent.NOTHING;
    }

    /** Attempts whose settlement is not recorded: in flight, or sent by a process that died. */
    default List<Reservation> unsettled() {
        return List.of();
    }

    /** What the attempts of a phase took so far, at most: those that are not settled count at their upper bounds. */
    default Spent spent(Phase phase) {
        return unsettled().stream()
                .filter(attempt -> attempt.phase() == phase)
                .map(Reservation::bound)
                .reduce(settled(phase), Spent::plus);
    }

    /** What an attempt is paid from. */
    enum Phase {
        /** The search, under the user's caps. */
        SEARCH,
        /** The comparison on test examples, under what was set aside for it. */
        CONFIRMATION
    }

    /**
     * An attempt at its upper bound.
     *
     * @param attempt unique in the run
     * @param tokens upper bound of input and output tokens
     * @param cost upper bound in US dollars
     */
    record Reservation(String attempt, Phase phase, CallKey key, ModelRole role, long tokens, BigDecimal cost) {
        public Reservation {
            Objects.requireNonNull(attempt, "attempt");
            Objects.requireNonNull(phase, "phase");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(cost, "cost");
        }

        /** What this attempt counts as until it is settled. */
        public Spent bound() {
            return new Spent(1, tokens, cost);
        }
    }

    /** What the attempt of that id used: what the server reported, or else the reservation. */
    record Settlement(String attempt, long tokens, BigDecimal cost) {
        public Settlement {
            Objects.requireNonNull(attempt, "attempt");
            Objects.requireNonNull(cost, "cost");
        }
    }

    /**
     * A sum over attempts.
     *
     * @param calls attempts
     * @param tokens input and output tokens
     * @param cost in US dollars
     */
    record Spent(long calls, long tokens, BigDecimal cost) {
        public static final Spent NOTHING = new Spent(0, 0, BigDecimal.ZERO);

        public Spent {
            Objects.requireNonNull(cost, "cost");
        }

        public Spent plus(Spent other) {
            return new Spent(calls + other.calls, tokens + other.tokens, cost.add(other.cost));
        }

        public Spent minus(Spent other) {
            return new Spent(calls - other.calls, tokens - other.tokens, cost.subtract(other.cost));
        }
    }
}
