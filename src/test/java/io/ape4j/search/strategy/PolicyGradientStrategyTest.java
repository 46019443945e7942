package io.ape4j.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.bench.landscape.Landscape;
import io.ape4j.bench.landscape.Landscape.Combination;
import io.ape4j.bench.landscape.Landscape.Phrase;
import io.ape4j.bench.landscape.SimulatedSearch;
import io.ape4j.bench.landscape.SimulatedSearch.Outcome;
import io.ape4j.search.SearchParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches over a landscape where a phrase of the proposer's and a closing clause of the bank only help together. */
class PolicyGradientStrategyTest {
    private static final double START = 0.4;
    private static final String CLAUSE = "do not repeat the input.";
    private static final int SEARCHES = Boolean.getBoolean("ape4j.long") ? 60 : 12;

    @Test
    void itLearnsPhrasesThatInteractAcrossSlots() {
        final double mean = IntStream.range(0, SEARCHES)
                .mapToObj(seed -> search(seed, 500, SearchParameters.STANDARD))
                .mapToDouble(Outcome::winner)
                .average()
                .orElseThrow();

        assertThat(mean).isGreaterThan(START + 0.08);
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 100, 500})
    void itStaysWithinItsBudgetAndUsesMostOfIt(long calls) {
        final Outcome outcome = search(3, calls, SearchParameters.STANDARD);

        assertThat(outcome.calls()).isBetween(calls * 6 / 10, calls);
        assertThat(outcome.candidates()).isGreaterThan(12);
    }

    @Test
    void whereEverythingIsFrozenTheFirstCandidatesRace() {
        final Outcome outcome = search(
                1,
                100,
                SearchParameters.builder()
                        .freeze(Set.of("instruction", "outputFormat", "trigger", "demonstrations"))
                        .build());

        assertThat(outcome.winner()).isEqualTo(START);
    }

    private static Outcome search(int seed, long calls, SearchParameters parameters) {
        final List<Phrase> phrases =
                new ArrayList<>(List.of(new Phrase("phrase 0", 0.03, 0.2), new Phrase(CLAUSE, 0.03, 0)));
        for (int i = 1; i < 6; i++) {
            phrases.add(new Phrase("phrase " + (i + 100), 0, 0.2));
        }
        final Landscape landscape =
                new Landscape(seed, START, phrases, List.of(new Combination(List.of("phrase 0", CLAUSE), 0.2)), 0.5, 0);
        return new SimulatedSearch(landscape, "policy-gradient", parameters, 150, 40, calls).run(seed);
    }
}
