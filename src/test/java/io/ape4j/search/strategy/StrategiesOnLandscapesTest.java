package io.ape4j.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.bench.landscape.Landscapes;
import io.ape4j.bench.landscape.SimulatedSearch;
import io.ape4j.bench.landscape.SimulatedSearch.Outcome;
import io.ape4j.stats.Verdict;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole searches over executors whose true accuracies are known; where 15 points are planted, one proposal in seven has them. */
class StrategiesOnLandscapesTest {
    private static final int SEARCHES = Boolean.getBoolean("ape4j.long") ? 200 : 12;
    private static final int BRIEF_SEARCHES = Boolean.getBoolean("ape4j.long") ? 200 : 24;
    private static final double FOUND = 0.10;

    @ParameterizedTest
    @ValueSource(strings = {"trajectory", "reflective", "policy-gradient"})
    void aPlantedGainIsFoundFarMoreOftenThanByChance(String strategy) {
        final List<Outcome> outcomes = outcomes(SEARCHES, number -> Landscapes.planted(strategy, number, 500));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.calls()).isLessThanOrEqualTo(500));
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.winner() - outcome.baseline() >= FOUND)
                .hasSizeGreaterThan(SEARCHES * 2 / 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trajectory", "reflective", "policy-gradient"})
    void sixtyCallsAreSpentAndNotExceededAndStillFindMoreThanChance(String strategy) {
        final List<Outcome> outcomes = outcomes(BRIEF_SEARCHES, number -> Landscapes.planted(strategy, number, 60));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.calls()).isBetween(50L, 60L));
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.winner() - outcome.baseline() >= FOUND)
                .hasSizeGreaterThan(BRIEF_SEARCHES / 6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trajectory", "reflective", "policy-gradient"})
    void whereNoPromptIsBetterThanAnotherLuckIsNotSoldAsAWin(String strategy) {
        final List<Outcome> outcomes = outcomes(SEARCHES, number -> Landscapes.equal(strategy, number));

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.comparison().verdict() == Verdict.BETTER)
                .hasSizeLessThanOrEqualTo(Math.max(1, SEARCHES / 20));
    }

    private static List<Outcome> outcomes(int searches, IntFunction<SimulatedSearch> search) {
        return IntStream.range(0, searches)
                .parallel()
                .mapToObj(number -> search.apply(number).run(number))
                .toList();
    }
}
