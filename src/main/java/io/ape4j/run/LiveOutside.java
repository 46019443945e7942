package io.ape4j.run;

import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.ModelException;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.SpendingLedger;
import io.ape4j.run.journal.Event;
import io.ape4j.run.journal.Journal;
import io.ape4j.search.SearchOutcome.Ending;
import io.ape4j.task.Task;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A live run: the clock and the spending ledger decide, and the journal records it. */
final class LiveOutside implements Runner.Interruptions {
    private final Journal journal;
    private final SpendingLedger spending;
    private final Task task;
    private final String run;
    private final TestReadings readings;
    private final Purse purse;
    private Optional<Limits> raise;

    /**
     * What there is for both phases together.
     *
     * @param cost most US dollars; empty for no limit
     * @param setAside of it for the confirmation
     * @param confirmation other limits of the confirmation
     */
    record Purse(Optional<BigDecimal> cost, BigDecimal setAside, Caps confirmation) {}

    LiveOutside(
            Journal journal,
            SpendingLedger spending,
            Task task,
            String run,
            TestReadings readings,
            Purse purse,
            Optional<Limits> raise) {
        this.journal = journal;
        this.spending = spending;
        this.task = task;
        this.run = run;
        this.readings = readings;
        this.purse = purse;
        this.raise = raise;
    }

    /** A raise holds from where the recorded answers end, so that they stay answers to what the loop asks. */
    @Override
    public Optional<Caps> capsAt(long position, List<CallKey> batch) {
        final Optional<Caps> recorded =
                Limits.raisedAt(journal.events(), position).map(limits -> limits.searchCaps(purse.setAside()));
        if (raise.isEmpty() || batch.stream().allMatch(key -> journal.find(key).isPresent())) {
            return recorded;
        }
        final Limits limits = raise.get();
        raise = Optional.empty();
        journal.append(Event.capRaised(position, limits.toData()));
        return Optional.of(limits.searchCaps(purse.setAside()));
    }

    /**
     * Where every request of the search was answered before, as in a run that stopped during its confirmation, a raise
     * holds from the first request, as if the run had been started with it; what was bought is not bought again.
     */
    @Override
    public Optional<Caps> beginsAgain(Ending ending) {
        if (raise.isEmpty() || ending == Ending.TIME_LIMIT) {
            return Optional.empty();
        }
        final Limits limits = raise.get();
        raise = Optional.empty();
        journal.append(Event.resumed());
        journal.append(Event.capRaised(0, limits.fromTheStart()));
        return Optional.of(limits.searchCaps(purse.setAside()));
    }

    @Override
    public Optional<Ending> endsSearchAt(long position) {
        if (!spending.outOfTime()) {
            return Optional.empty();
        }
        journal.append(Event.stop(position, Event.Reason.WALL_CLOCK));
        return Optional.of(Ending.TIME_LIMIT);
    }

    @Override
    public Ending searchEnded(long position, ModelException.BudgetExhausted cause) {
        final boolean late = spending.outOfTime();
        journal.append(Event.stop(position, late ? Event.Reason.WALL_CLOCK : Event.Reason.SPENDING));
        return late ? Ending.TIME_LIMIT : Ending.SPENDING_LIMIT;
    }

    @Override
    public long lastPosition(long position) {
        return Long.MAX_VALUE;
    }

    @Override
    public void confirmsFrom(long position) {
        // What stops a confirmation is a failure, and is recorded as one.
    }

    @Override
    public void stopped(long position, ModelException cause) {
        journal.append(Event.stop(position, Event.Reason.of(cause)));
    }

    @Override
    public int readsTest(long position) {
        final int before = readings.before(task, run).size();
        readings.record(task, run);
        journal.append(Event.testRead(position, before));
        return before;
    }

    @Override
    public void paysFrom(CallLog.Phase phase) {
        if (phase == CallLog.Phase.CONFIRMATION) {
            final BigDecimal spent = spending.spent(CallLog.Phase.SEARCH).cost();
            purse.cost()
                    .map(cost -> cost.subtract(spent).max(BigDecimal.ZERO))
                    .ifPresent(
                            left -> spending.limit(phase, purse.confirmation().withCost(left)));
        }
        spending.enter(phase);
    }

    @Override
    public void finished(long position) {
        journal.append(Event.finished(position));
    }

    @Override
    public CallLog.Spent spent() {
        return spending.spent(CallLog.Phase.SEARCH).plus(spending.spent(CallLog.Phase.CONFIRMATION));
    }
}
