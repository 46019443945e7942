package io.ape4j.run;

import io.ape4j.model.pipeline.Caps;
import io.ape4j.run.journal.Event;
import java.util.List;
import java.util.Optional;

/** Caps that were raised in the course of a run, by position. */
final class Raises {
    private Raises() {}

    /** The caps that were raised before the request of this number; the last, if several times. */
    static Optional<Caps> at(List<Event> events, long position) {
        return events.stream()
                .filter(event -> event.type() == Event.Type.CAP_RAISED && event.position() == position)
                .reduce((first, second) -> second)
                .map(event -> Limits.ofData(event.data()).caps());
    }
}
