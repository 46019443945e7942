package io.ape4j.search;

import java.util.List;
import java.util.Objects;

/**
 * What a search found, before it is confirmed.
 *
 * @param winner the best by all that is known from {@code select}
 * @param baseline what it has to beat: the user's prompt, or the best trivial one on {@code select}
 * @param ranking everything that was scored, best first
 * @param candidates everything that was made, in order
 * @param ending why it ended
 */
public record SearchOutcome(
        Candidate winner, Candidate baseline, List<Standing> ranking, List<Candidate> candidates, Ending ending) {
    /**
     * A candidate's scores on {@code select}.
     *
     * @param mean over the examples that it was scored on
     * @param examples how many those are
     * @param fitness the mean shrunk towards the mean of all
     */
    public record Standing(Candidate candidate, double mean, int examples, double fitness) {}

    public SearchOutcome {
        Objects.requireNonNull(winner, "winner");
        Objects.requireNonNull(baseline, "baseline");
        ranking = List.copyOf(ranking);
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(ending, "ending");
    }

    /** The standing of a candidate; one without examples if it was never scored. */
    public Standing standing(Candidate candidate) {
        return ranking.stream()
                .filter(standing -> standing.candidate().equals(candidate))
                .findFirst()
                .orElse(new Standing(candidate, 0, 0, 0));
    }
}
