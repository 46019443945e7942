package io.ape4j.search;

import io.ape4j.propose.Proposer;
import io.ape4j.select.Selection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What shapes a search, apart from technical settings: two runs with equal parameters, task, seed and answers are the
 * same run.
 *
 * @param proposals most instructions to ask the proposer for at the start; fewer where the budget is small
 * @param populationSize prompts kept from generation to generation
 * @param offspring new prompts of a generation
 * @param generations most generations after the first
 * @param survivors how many a race never eliminates, and how many {@code ape} resamples from
 * @param blockSize examples of a race's first round
 * @param mostDemonstrations how many worked examples a prompt may carry
 * @param freeze names of parts that stay as they are
 * @param selector chooses parents
 * @param survivorSelector chooses who stays
 * @param proposer how the proposer is asked
 */
public record SearchParameters(
        int proposals,
        int populationSize,
        int offspring,
        int generations,
        int survivors,
        int blockSize,
        int mostDemonstrations,
        Set<String> freeze,
        Selection selector,
        Selection survivorSelector,
        Proposer.Settings proposer) {
    public static final SearchParameters STANDARD = new SearchParameters(
            12, 10, 5, 20, 3, 4, 5, Set.of(), Selection.TOURNAMENT, Selection.TRUNCATION, Proposer.Settings.STANDARD);

    public SearchParameters {
        freeze = Collections.unmodifiableSet(new TreeSet<>(freeze));
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(survivorSelector, "survivorSelector");
        Objects.requireNonNull(proposer, "proposer");
        positive("proposals", proposals);
        positive("survivors", survivors);
        positive("blockSize", blockSize);
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
    }
}
