package io.ape4j.cli.doctor;

import java.util.Objects;

/**
 * What a look at one thing brought.
 *
 * @param subject what was looked at, e.g. {@code cache}
 * @param found what is there
 * @param advice what to do; empty if there is nothing to do
 */
record Finding(String subject, State state, String found, String advice) {
    /** How much it matters. */
    enum State {
        OK,
        /** Worth knowing; a search works. */
        NOTE,
        /** A search would fail. */
        PROBLEM
    }

    Finding {
        Objects.requireNonNull(state, "state");
    }

    static Finding ok(String subject, String found) {
        return new Finding(subject, State.OK, found, "");
    }

    static Finding note(String subject, String found, String advice) {
        return new Finding(subject, State.NOTE, found, advice);
    }

    static Finding problem(String subject, String found, String advice) {
        return new Finding(subject, State.PROBLEM, found, advice);
    }
}
