package io.ape4j.cli.board;

import io.ape4j.model.Call;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.search.Candidate;
import io.ape4j.search.SearchListener.Leader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a search that goes on. Guarded by {@link Progress}. */
final class Heard {
    /** Scores everything anew: until it has ended, who leads is not known. */
    private static final String FINALS = "finals";

    private static final String CONFIRM = "confirm";

    private final Caps caps;
    private final long start;
    private final Pace pace = new Pace();
    private final Map<Integer, Candidate> candidates = new HashMap<>();
    private String phase = "";
    private int generation;
    private Totals search = Totals.NOTHING;
    private Totals confirmation = Totals.NOTHING;
    private long asked;
    private long answered;
    private long retries;
    private long retryUntil;
    private List<Leader> leaders = List.of();

    Heard(Caps caps, long now) {
        this.caps = caps;
        this.start = now;
        this.retryUntil = now;
    }

    void phase(String name, int number, long now) {
        phase = name;
        generation = number;
        asked = 0;
        answered = 0;
        pace.begins(now);
        if (name.equals(FINALS)) {
            leaders = List.of();
        }
    }

    boolean hasBegun() {
        return !phase.isEmpty();
    }

    void asking(int requests) {
        asked += requests;
    }

    void counted(Totals ofSearch, Totals ofConfirmation) {
        search = ofSearch;
        confirmation = ofConfirmation;
    }

    void answered(Call call, long now) {
        answered++;
        if (call.source() != Call.Source.JOURNALED) {
            pace.answered(now);
        }
    }

    void retrying(Duration wait, long now) {
        retries++;
        retryUntil = Math.max(retryUntil, now + wait.toNanos());
    }

    void candidate(Candidate candidate) {
        candidates.put(candidate.number(), candidate);
    }

    /** Returns whether that is news. */
    boolean leading(List<Leader> best) {
        final boolean isNews = !best.equals(leaders);
        leaders = List.copyOf(best);
        return isNews;
    }

    Caps caps() {
        return caps;
    }

    String phase() {
        return phase;
    }

    int generation() {
        return generation;
    }

    /** Distinct requests under the caps. */
    Totals search() {
        return search;
    }

    /** Everything, what was set aside for the confirmation included. */
    Totals all() {
        return search.plus(confirmation);
    }

    /** Whether what is asked now is not under the cap of calls. */
    boolean isUncapped() {
        return phase.equals(CONFIRM) || caps.calls().isEmpty();
    }

    /** Requests of this phase so far. */
    long asked() {
        return asked;
    }

    /** Answers of this phase so far. */
    long answered() {
        return answered;
    }

    long retries() {
        return retries;
    }

    /** How long until a request that failed is made again; empty if none waits. */
    Optional<Duration> waits(long now) {
        return retryUntil > now ? Optional.of(Duration.ofNanos(retryUntil - now)) : Optional.empty();
    }

    List<Leader> leaders() {
        return leaders;
    }

    int candidates() {
        return candidates.size();
    }

    Optional<Candidate> firstParent(Candidate candidate) {
        return candidate.lineage().parents().stream()
                .findFirst()
                .flatMap(number -> Optional.ofNullable(candidates.get(number)));
    }

    Duration elapsed(long now) {
        return Duration.ofNanos(now - start);
    }

    double callsPerSecond(long now) {
        return pace.perSecond(now);
    }

    /** How long it goes on at the present pace; empty if that is not known. */
    Optional<Duration> left(long now) {
        return Left.of(this, now);
    }
}
