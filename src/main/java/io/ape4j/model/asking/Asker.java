package io.ape4j.model.asking;

import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import java.util.List;
import java.util.Optional;

/**
 * Runs {@link Asking}s. Many are asked at once; their answers are consumed in the order of the list, so that the
 * outcome never depends on which call finished first.
 */
public interface Asker {
    /**
     * Runs all of them to their end.
     *
     * @return one result each, in order; empty where the budget did not admit a request of it
     * @throws ModelException if the outside stops the run: outage, interruption, spending limit
     */
    <T> List<Optional<T>> all(List<Asking<T>> askings);

    /**
     * How many distinct requests the budget admits in all; larger after a cap was raised. With caps on tokens or cost
     * it is reckoned from what requests of the executor took so far.
     */
    long mostCalls();

    /** How many further distinct requests of this role the caps admit, reckoned likewise. */
    long remainingCalls(ModelRole role);

    /** How many further distinct requests of the executor the caps admit. */
    default long remainingCalls() {
        return remainingCalls(ModelRole.EXECUTOR);
    }

    /** Whether the budget had to refuse a request, for whichever of its caps. */
    boolean isExhausted();
}
