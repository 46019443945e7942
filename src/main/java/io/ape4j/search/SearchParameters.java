package io.ape4j.search;

import io.ape4j.prompt.Stage;
import io.ape4j.propose.Proposer;
import io.ape4j.score.likelihood.Ranking;
import io.ape4j.search.resample.Resampling;
import io.ape4j.select.Goal;
import io.ape4j.select.Selection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The numbers that a strategy runs on. Make one with {@link #builder()}; its defaults are {@link #STANDARD}.
 *
 * @param populationSize candidates per generation
 * @param proposals at most this many instructions are asked of the proposer at the start
 * @param knownTasks at most this many instructions of the bank start beside them, fewer under small caps
 * @param offspring new candidates per generation
 * @param generations at most this many after the first
 * @param survivors candidates kept from a generation
 * @param blockSize examples that a candidate sees before the race looks who goes on
 * @param eliminationError most chance that a first race, where its budget allows sure elimination, drops whom it would
 *     find best on all examples; 0 for races by rank alone
 * @param demonstrations at most this many in a prompt
 * @param freeze names of parts that the search must not change
 * @param selector how parents are selected
 * @param survivorSelector how those who stay are selected
 * @param proposer how the proposer is asked
 * @param resampling how parents become offspring
 * @param rankBy what ranks candidates
 * @param goal what the search is after
 */
public record SearchParameters(
        int populationSize,
        int proposals,
        int knownTasks,
        int offspring,
        int generations,
        int survivors,
        int blockSize,
        double eliminationError,
        int demonstrations,
        Set<String> freeze,
        Selection selector,
        Selection survivorSelector,
        Proposer.Settings proposer,
        Resampling resampling,
        Ranking rankBy,
        Goal goal) {
    /** So many instructions are asked of the proposer at any cap that is not tiny. */
    public static final int FEWEST_PROPOSALS = 4;

    private static final double PROPOSAL_SHARE = 0.12;
    private static final int CALLS_PER_KNOWN = 16;

    /** The defaults. */
    public static final SearchParameters STANDARD = new SearchParameters(
            10,
            30,
            12,
            5,
            20,
            3,
            2,
            0.05,
            5,
            Set.of(),
            Selection.ELITE,
            Selection.TRUNCATION,
            Proposer.Settings.STANDARD,
            Resampling.STANDARD,
            Ranking.METRIC,
            Goal.STANDARD);

    public SearchParameters {
        atLeast(2, populationSize, "populationSize");
        atLeast(1, proposals, "proposals");
        atLeast(0, knownTasks, "knownTasks");
        atLeast(1, offspring, "offspring");
        atLeast(0, generations, "generations");
        atLeast(1, survivors, "survivors");
        atLeast(1, blockSize, "blockSize");
        atLeast(0, demonstrations, "demonstrations");
        if (!(eliminationError >= 0 && eliminationError < 1)) {
            throw new IllegalArgumentException(
                    "eliminationError is " + eliminationError + "; write a chance below 1, e.g. 0.05");
        }
        if (survivors >= populationSize) {
            throw new IllegalArgumentException("survivors is " + survivors + " of a populationSize of " + populationSize
                    + "; write fewer, so that there is room for new candidates");
        }
        for (final String part : freeze) {
            if (!Stage.isPartName(part)) {
                throw new IllegalArgumentException(
                        "freeze names \"" + part + "\"; write instruction, outputFormat, trigger or demonstrations");
            }
        }
        freeze = Collections.unmodifiableSet(new TreeSet<>(freeze));
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(survivorSelector, "survivorSelector");
        Objects.requireNonNull(proposer, "proposer");
        // The manifests of the first runs do not say it.
        resampling = Objects.requireNonNullElse(resampling, Resampling.STANDARD);
        // The first recorded runs do not say.
        rankBy = Objects.requireNonNullElse(rankBy, Ranking.METRIC);
        // Runs that were recorded before there was a choice have none.
        goal = Objects.requireNonNullElse(goal, Goal.STANDARD);
        if (offspring >= populationSize) {
            throw new IllegalArgumentException("offspring is " + offspring + " of a populationSize of " + populationSize
                    + "; write fewer, so that somebody stays");
        }
    }

    /**
     * How many instructions are asked of the proposer at the start.
     *
     * @param calls the cap of the search
     */
    public int proposalsAt(long calls) {
        final int fewest = (int) Math.max(1, Math.min(FEWEST_PROPOSALS, calls / 4));
        return Math.max(fewest, (int) Math.min(proposals, calls * PROPOSAL_SHARE));
    }

    /** How many instructions of the bank start, where the examples alone show no rule. */
    public int knownTasksAt(long calls) {
        return (int) Math.min(knownTasks, calls / CALLS_PER_KNOWN);
    }

    private static void atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; write at least " + least);
        }
    }

    /** A builder that starts from {@link #STANDARD}. */
    public static Builder builder() {
        return STANDARD.toBuilder();
    }

    /** A builder that starts from these values. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Collects parameters. */
    public static final class Builder {
        private int populationSize;
        private int proposals;
        private int knownTasks;
        private int offspring;
        private int generations;
        private int survivors;
        private int blockSize;
        private double eliminationError;
        private int demonstrations;
        private Set<String> freeze;
        private Selection selector;
        private Selection survivorSelector;
        private Proposer.Settings proposer;
        private Resampling resampling;
        private Ranking rankBy;
        private Goal goal;

        private Builder(SearchParameters start) {
            populationSize = start.populationSize();
            proposals = start.proposals();
            knownTasks = start.knownTasks();
            offspring = start.offspring();
            generations = start.generations();
            survivors = start.survivors();
            blockSize = start.blockSize();
            eliminationError = start.eliminationError();
            demonstrations = start.demonstrations();
            freeze = start.freeze();
            selector = start.selector();
            survivorSelector = start.survivorSelector();
            proposer = start.proposer();
            resampling = start.resampling();
            rankBy = start.rankBy();
            goal = start.goal();
        }

        public Builder populationSize(int value) {
            populationSize = value;
            return this;
        }

        public Builder proposals(int value) {
            proposals = value;
            return this;
        }

        public Builder knownTasks(int value) {
            knownTasks = value;
            return this;
        }

        public Builder offspring(int value) {
            offspring = value;
            return this;
        }

        public Builder generations(int value) {
            generations = value;
            return this;
        }

        public Builder survivors(int value) {
            survivors = value;
            return this;
        }

        public Builder blockSize(int value) {
            blockSize = value;
            return this;
        }

        public Builder eliminationError(double value) {
            eliminationError = value;
            return this;
        }

        public Builder demonstrations(int value) {
            demonstrations = value;
            return this;
        }

        public Builder freeze(Set<String> parts) {
            freeze = Set.copyOf(parts);
            return this;
        }

        public Builder selector(Selection value) {
            selector = value;
            return this;
        }

        public Builder survivorSelector(Selection value) {
            survivorSelector = value;
            return this;
        }

        public Builder proposer(Proposer.Settings value) {
            proposer = value;
            return this;
        }

        public Builder resampling(Resampling value) {
            resampling = value;
            return this;
        }

        public Builder rankBy(Ranking value) {
            rankBy = value;
            return this;
        }

        public Builder goal(Goal value) {
            goal = value;
            return this;
        }

        /**
         * The parameters.
         *
         * @throws IllegalArgumentException if one is out of range; the message names it, its value and what would do
         */
        public SearchParameters build() {
            return new SearchParameters(
                    populationSize,
                    proposals,
                    knownTasks,
                    offspring,
                    generations,
                    survivors,
                    blockSize,
                    eliminationError,
                    demonstrations,
                    freeze,
                    selector,
                    survivorSelector,
                    proposer,
                    resampling,
                    rankBy,
                    goal);
        }
    }
}
