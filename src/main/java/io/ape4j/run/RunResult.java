package io.ape4j.run;

import io.ape4j.model.CallLog;
import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.run.budget.Estimate;
import io.ape4j.run.journal.Event;
import io.ape4j.run.tally.Counts;
import io.ape4j.search.Confirmation;
import io.ape4j.search.SearchOutcome;
import io.ape4j.task.Task;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a run ended.
 *
 * @param estimate what was expected before the first call
 * @param confirmation the final word; empty if the run is unconfirmed
 * @param unconfirmed why there is no final word; blank if there is one
 * @param stopped what stopped the run from outside before it was confirmed; empty if nothing did
 * @param search search calls by role
 * @param confirming calls of the confirmation
 * @param spent what all attempts at models took, in every invocation of the run: retries, and answers that came too late
 *     to be used
 * @param counts what became of the answers
 * @param earlierReadings how many other runs had read the same test examples before
 */
public record RunResult(
        Task task,
        RunManifest manifest,
        Estimate estimate,
        SearchOutcome outcome,
        Optional<Confirmation.Result> confirmation,
        String unconfirmed,
        Optional<Event.Reason> stopped,
        Map<ModelRole, Totals> search,
        Totals confirming,
        CallLog.Spent spent,
        Counts counts,
        int earlierReadings) {
    public RunResult {
        Objects.requireNonNull(estimate, "estimate");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(stopped, "stopped");
        search = Collections.unmodifiableMap(new TreeMap<>(search));
        Objects.requireNonNull(counts, "counts");
        if (confirmation.isPresent() != unconfirmed.isBlank()) {
            throw new IllegalArgumentException("a run is confirmed, or says why not");
        }
    }

    /** Whether any prompt was scored, so that there is a winner to speak of. */
    public boolean isScored() {
        return !outcome.ranking().isEmpty();
    }

    /** All search calls together. */
    public Totals searchTotal() {
        return search.values().stream().reduce(Totals.NOTHING, Totals::plus);
    }
}
