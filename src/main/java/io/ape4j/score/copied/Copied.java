package io.ape4j.score.copied;

import java.util.Objects;

/**
 * A held-out example that a text holds.
 *
 * @param id of the example
 * @param what of it was found
 */
public record Copied(String id, What what) {
    /** What was found of a {@link Copied} example. */
    public enum What {
        /** An input field, or a long run of its words. */
        INPUT,
        /** A short input with its answer soon after it. */
        PAIR
    }

    public Copied {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(what, "what");
    }
}
