package io.ape4j.run;

import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.ModelException;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.run.journal.Event;
import io.ape4j.run.journal.Journal;
import io.ape4j.search.SearchOutcome.Ending;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A replay: what the outside decided is read from the journal. */
final class RecordedOutside implements Runner.Interruptions {
    /** Those since the last resumption, in order: a limit may have ended the search, and a failure what came after. */
    private final Deque<Event> stops = new ArrayDeque<>();

    private final int earlierReadings;
    private final Journal journal;
    private final BigDecimal setAside;

    RecordedOutside(Journal journal, BigDecimal setAside) {
        int readings = 0;
        for (final Event event : journal.events()) {
            switch (event.type()) {
                case STOP -> stops.add(event);
                case RESUMED -> stops.clear();
                case TEST_READ -> readings = event.earlierReadings();
                case CAP_RAISED, FINISHED -> {}
            }
        }
        this.journal = journal;
        this.setAside = setAside;
        this.earlierReadings = readings;
    }

    @Override
    public Optional<Caps> capsAt(long position, List<CallKey> batch) {
        return Limits.raisedAt(journal.events(), position).map(limits -> limits.searchCaps(setAside));
    }

    @Override
    public Optional<Ending> endsSearchAt(long position) {
        return reasonAt(position).map(RecordedOutside::endingOf);
    }

    @Override
    public long lastPosition(long position) {
        final Event next = stops.peek();
        return next != null && next.position() > position ? next.position() : Long.MAX_VALUE;
    }

    @Override
    public void confirmsFrom(long position) {
        reasonAt(position).map(RecordedOutside::endingOf).ifPresent(ending -> {
            throw new ModelException.BudgetExhausted(ending.words());
        });
    }

    private Optional<Event.Reason> reasonAt(long position) {
        final Event next = stops.peek();
        return next == null || next.position() != position
                ? Optional.empty()
                : Optional.of(stops.remove().reason());
    }

    private static Ending endingOf(Event.Reason reason) {
        final String words = reason.words();
        return switch (reason) {
            case INTERRUPTED -> throw new ModelException.Interrupted(words);
            case OUTAGE -> throw new ModelException.Outage(words, null);
            case WALL_CLOCK -> Ending.TIME_LIMIT;
            case SPENDING -> Ending.SPENDING_LIMIT;
        };
    }

    @Override
    public Ending searchEnded(long position, ModelException.BudgetExhausted cause) {
        throw new IllegalStateException("a replay spends nothing", cause);
    }

    @Override
    public void stopped(long position, ModelException cause) {
        // recorded already
    }

    @Override
    public Optional<Caps> beginsAgain(Ending ending) {
        return Optional.empty(); // the caps that were raised from the start are those it started with
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

    /** Attempts whose end a crash lost stand at their upper bounds. */
    @Override
    public CallLog.Spent spent() {
        return journal.spent(CallLog.Phase.SEARCH).plus(journal.spent(CallLog.Phase.CONFIRMATION));
    }
}
