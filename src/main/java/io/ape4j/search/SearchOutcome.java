package io.ape4j.search;

import io.ape4j.prompt.PromptLength;
import io.ape4j.search.resample.OperatorYield;
import io.ape4j.select.Front;
import java.util.List;
import java.util.Objects;

/**
 * What a search found, before it is confirmed.
 *
 * @param winner the best by all that is known from {@code select}, or a shorter one that is nearly as good, if that is
 *     preferred
 * @param baseline what it has to beat: the user's prompt, or the best trivial one on {@code select}
 * @param ranking everything that was scored, best first
 * @param candidates everything that was made, in order
 * @param ending why it ended
 * @param operators what each operator brought, in the order in which they were first used
 */
public record SearchOutcome(
        Candidate winner,
        Candidate baseline,
        List<Standing> ranking,
        List<Candidate> candidates,
        Ending ending,
        List<OperatorYield> operators) {
    /**
     * A candidate's scores on {@code select}.
     *
     * @param mean over the examples that it was scored on
     * @param examples how many those are
     * @param fitness the mean shrunk towards the mean of all
     */
    public record Standing(Candidate candidate, double mean, int examples, double fitness) {}

    /** Why a search ended. */
    public enum Ending {
        /** Its own end: every generation has passed, several brought no gain, or a prompt is perfect. */
        NOTHING_IMPROVED("nothing improved"),
        /** The search ledger has no room for another request. */
        BUDGET_SPENT("budget spent"),
        /** The spending ledger had no room for another attempt. */
        SPENDING_LIMIT("spending limit reached"),
        /** The time limit passed. */
        TIME_LIMIT("time limit reached");

        private final String words;

        Ending(String words) {
            this.words = words;
        }

        /** For people; the same in a live run and its replay. */
        public String words() {
            return words;
        }

        /** Whether a limit ended it, so that it might have found more. */
        public boolean isLimit() {
            return this != NOTHING_IMPROVED;
        }
    }

    public SearchOutcome {
        Objects.requireNonNull(winner, "winner");
        Objects.requireNonNull(baseline, "baseline");
        ranking = List.copyOf(ranking);
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(ending, "ending");
        operators = List.copyOf(operators);
    }

    /** Of a search that no operator had a part in. */
    public SearchOutcome(
            Candidate winner, Candidate baseline, List<Standing> ranking, List<Candidate> candidates, Ending ending) {
        this(winner, baseline, ranking, candidates, ending, List.of());
    }

    /**
     * The candidates to which no other is preferable: none is at least as good and as short, and better or shorter.
     * Scores are adjusted means, so that few lucky examples make no point of it.
     *
     * @param fields names of the task's input fields
     * @return shortest first
     */
    public List<Standing> front(List<String> fields) {
        return Front.of(
                ranking,
                Standing::fitness,
                standing -> PromptLength.tokens(standing.candidate().prompt(), fields));
    }

    /** The standing of a candidate; one without examples if it was never scored. */
    public Standing standing(Candidate candidate) {
        return ranking.stream()
                .filter(standing -> standing.candidate().equals(candidate))
                .findFirst()
                .orElse(new Standing(candidate, 0, 0, 0));
    }
}
