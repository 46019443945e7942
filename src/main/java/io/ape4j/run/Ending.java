package io.ape4j.run;

import io.ape4j.run.journal.Event;

/** Why the outside ended a search, in words; the same in a live run and its replay. */
final class Ending {
    private Ending() {}

    static String of(Event.Reason reason) {
        return switch (reason) {
            case WALL_CLOCK -> "time limit reached";
            case SPENDING -> "spending limit reached";
            case INTERRUPTED -> "interrupted";
            case OUTAGE -> "a model did not answer";
        };
    }
}
