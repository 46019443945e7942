package io.ape4j.search;

import io.ape4j.model.CallKey;
import io.ape4j.model.ModelException;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.search.SearchOutcome.Ending;
import java.util.List;
import java.util.Optional;

/**
 * What is decided outside of the run's pure function, pinned to logical positions so that a replay ends where the run
 * did. A position is the number of requests that the loop has consumed.
 */
public interface Outside {
    /** Nothing is ever decided outside. */
    Outside NOTHING = new Outside() {
        @Override
        public Optional<Caps> capsAt(long position, List<CallKey> batch) {
            return Optional.empty();
        }

        @Override
        public Optional<Ending> endsSearchAt(long position) {
            return Optional.empty();
        }

        @Override
        public Ending searchEnded(long position, ModelException.BudgetExhausted cause) {
            return Ending.SPENDING_LIMIT;
        }

        @Override
        public long lastPosition(long position) {
            return Long.MAX_VALUE;
        }

        @Override
        public void confirmsFrom(long position) {}
    };

    /**
     * New caps that hold from the request of this number on; empty if nothing changes.
     *
     * @param batch the requests that are about to be asked
     */
    Optional<Caps> capsAt(long position, List<CallKey> batch);

    /** Why the search must end before the request of this number: wall-clock or spending limit; empty to go on. */
    Optional<Ending> endsSearchAt(long position);

    /**
     * Where the search is known to have ended or stopped, in the midst of a batch that begins at {@code position};
     * {@link Long#MAX_VALUE} if nothing is known.
     */
    long lastPosition(long position);

    /**
     * Told, so that it is recorded, that the spending ledger refused the request of this number and those after it.
     *
     * @return why the search ends
     */
    Ending searchEnded(long position, ModelException.BudgetExhausted cause);

    /**
     * Told before the request of this number, when it belongs to the confirmation, which no limit ends.
     *
     * @throws ModelException if the run stopped there
     */
    void confirmsFrom(long position);
}
