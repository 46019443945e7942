package io.ape4j.run;

import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.ModelException;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.run.journal.Event;
import java.util.List;
import java.util.Optional;

/** A replay: what the outside decided is read from the journal. */
final class RecordedOutside implements Runner.Interruptions {
    private final Optional<Event> stop;
    private final int earlierReadings;
    private final List<Event> events;

    RecordedOutside(List<Event> events) {
        Optional<Event> last = Optional.empty();
        int readings = 0;
        for (final Event event : events) {
            switch (event.type()) {
                case STOP -> last = Optional.of(event);
                case RESUMED -> last = Optional.empty();
                case TEST_READ -> readings = event.earlierReadings();
                case CAP_RAISED, FINISHED -> {}
            }
        }
        this.events = List.copyOf(events);
        this.stop = last;
        this.earlierReadings = readings;
    }

    @Override
    public Optional<Caps> capsAt(long position, List<CallKey> batch) {
        return Limits.raisedAt(events, position);
    }

    @Override
    public Optional<String> endsSearchAt(long position) {
        if (stop.isEmpty() || stop.get().position() != position) {
            return Optional.empty();
        }
        final Event.Reason reason = stop.get().reason();
        final String words = reason.words();
        return switch (reason) {
            case INTERRUPTED -> throw new ModelException.Interrupted(words);
            case OUTAGE -> throw new ModelException.Outage(words, null);
            case WALL_CLOCK, SPENDING -> Optional.of(words);
        };
    }

    @Override
    public void searchEnded(long position, ModelException.BudgetExhausted cause) {
        throw new IllegalStateException("a replay spends nothing", cause);
    }

    @Override
    public void stopped(long position, ModelException cause) {
        // recorded already
    }

    @Override
    public int readsTest(long position) {
        return earlierReadings;
    }

    @Override
    public void paysFrom(CallLog.Phase phase) {
        // a replay pays nothing
    }

    @Override
    public void finished(long position) {
        // recorded already
    }
}
