package io.ape4j.search;

import java.util.Optional;

/**
 * What is decided outside of the run's pure function, pinned to logical positions so that a replay ends where the run
 * did. A position is the number of requests that the loop has consumed.
 */
public interface Outside {
    /** Nothing is ever decided outside. */
    Outside NOTHING = new Outside() {
        @Override
        public Optional<String> endsSearchAt(long position) {
            return Optional.empty();
        }

        @Override
        public void searchEnded(long position, String reason) {}
    };

    /** Why the search must end before the request of this number: wall-clock or spending limit; empty to go on. */
    Optional<String> endsSearchAt(long position);

    /** Told, so that it is recorded, that the search ended there for a reason that a replay can't find by itself. */
    void searchEnded(long position, String reason);
}
