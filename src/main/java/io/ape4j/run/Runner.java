package io.ape4j.run;

import io.ape4j.model.CallLog;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.Dispatcher;
import io.ape4j.model.pipeline.SearchLedger;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.run.budget.Estimate;
import io.ape4j.run.journal.Event;
import io.ape4j.run.tally.Tally;
import io.ape4j.score.Metric;
import io.ape4j.score.Scorer;
import io.ape4j.search.Confirmation;
import io.ape4j.search.Interview;
import io.ape4j.search.Loop;
import io.ape4j.search.Outside;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchOutcome;
import io.ape4j.search.SearchOutcome.Ending;
import io.ape4j.search.strategy.Strategies;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the loop over a journal to its end: search, then the final word. The same code serves a new run, a resumed one
 * and a replay; they differ in what stands behind the journal.
 */
final class Runner {
    private final Task task;
    private final Metric metric;
    private final RunManifest manifest;
    private final Estimate estimate;
    private final Map<ModelRole, Interview.Channel> channels;
    private final Dispatcher dispatcher;
    private final Interruptions interruptions;

    /** What differs between a live run and a replay. */
    interface Interruptions extends Outside {
        /** A model failed for good, or somebody stopped the run, before the request of this number. */
        void stopped(long position, ModelException cause);

        /** The search has ended; the caps under which it must begin again, over the journal; empty if it need not. */
        Optional<Caps> beginsAgain(Ending ending);

        /** The first test example was answered; says how many other runs have read them. */
        int readsTest(long position);

        /** From now on calls are paid from what was set aside. */
        void paysFrom(CallLog.Phase phase);

        /** The run is confirmed. */
        void finished(long position);

        /** What all attempts at models took so far, in every invocation of the run. */
        CallLog.Spent spent();
    }

    Runner(
            Task task,
            Metric metric,
            RunManifest manifest,
            Estimate estimate,
            Map<ModelRole, Interview.Channel> channels,
            Dispatcher dispatcher,
            Interruptions interruptions) {
        this.task = task;
        this.metric = metric;
        this.manifest = manifest;
        this.estimate = estimate;
        this.channels = channels;
        this.dispatcher = dispatcher;
        this.interruptions = interruptions;
    }

    /** Runs under these caps; begins again, over the journal, if others are to hold from the start. */
    RunResult run(Caps caps, SearchListener listener) {
        return new Pass(caps, listener).run();
    }

    /** The loop from its first request on, under caps that hold from there. */
    private final class Pass {
        private final SearchListener hearing;
        private final Tally tally;
        private final SearchLedger ledger;
        private final Interview interview;
        private final Scorer scorer = new Scorer(task, metric);
        private int earlierReadings;

        Pass(Caps caps, SearchListener hearing) {
            this.hearing = hearing;
            this.tally = new Tally(hearing);
            this.ledger = new SearchLedger(caps);
            this.interview = new Interview(channels, dispatcher, ledger, interruptions, tally);
        }

        RunResult run() {
            final Loop loop = new Loop(
                    task,
                    new Scorer(task, manifest.parameters().rankBy().over(task, metric)),
                    Strategies.named(manifest.strategy()),
                    manifest.parameters(),
                    manifest.seed(),
                    interview,
                    tally);
            try {
                final SearchOutcome outcome = loop.search();
                interview.throwIfStopped();
                final Optional<Caps> raised = interruptions.beginsAgain(outcome.ending());
                return raised.isPresent() ? Runner.this.run(raised.get(), hearing) : ended(outcome);
            } catch (ModelException.Interrupted
                    | ModelException.Outage
                    | ModelException.Rejected
                    | ModelException.BudgetExhausted e) {
                interruptions.stopped(interview.position(), e);
                return unconfirmed(loop.bestSoFar(), reason(e), Optional.of(Event.Reason.of(e)));
            }
        }

        private RunResult ended(SearchOutcome outcome) {
            final List<Example> test = task.examples(Split.TEST);
            if (outcome.ranking().isEmpty()) {
                interruptions.finished(interview.position());
                return unconfirmed(
                        outcome, "no prompt was scored within the limits; give more calls", Optional.empty());
            }
            if (test.isEmpty()) {
                interruptions.finished(interview.position());
                return unconfirmed(outcome, "the task has no test examples", Optional.empty());
            }
            return confirmed(outcome, test);
        }

        private RunResult confirmed(SearchOutcome outcome, List<Example> test) {
            tally.phase("confirm", 0);
            interruptions.paysFrom(CallLog.Phase.CONFIRMATION);
            interview.beginConfirming(() -> earlierReadings = interruptions.readsTest(interview.position()));
            final Confirmation.Result result = new Confirmation(scorer, interview)
                    .confirm(outcome.winner().prompt(), outcome.baseline().prompt(), test);
            interruptions.finished(interview.position());
            return result(outcome, Optional.of(result), "", Optional.empty(), earlierReadings);
        }

        private RunResult unconfirmed(SearchOutcome outcome, String why, Optional<Event.Reason> stopped) {
            return result(outcome, Optional.empty(), why, stopped, 0);
        }

        private RunResult result(
                SearchOutcome outcome,
                Optional<Confirmation.Result> confirmation,
                String why,
                Optional<Event.Reason> stopped,
                int readings) {
            final Map<ModelRole, Totals> byRole = new EnumMap<>(ModelRole.class);
            for (final ModelRole role : ModelRole.values()) {
                final Totals totals = ledger.total(role);
                if (totals.calls() > 0) {
                    byRole.put(role, totals);
                }
            }
            return new RunResult(
                    task,
                    manifest,
                    estimate,
                    outcome,
                    confirmation,
                    why,
                    stopped,
                    byRole,
                    interview.confirming(),
                    interruptions.spent(),
                    tally.counts(),
                    readings);
        }
    }

    private static String reason(ModelException cause) {
        return cause instanceof ModelException.Interrupted ? "interrupted" : String.valueOf(cause.getMessage());
    }
}
