package io.ape4j.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParetoFrontTest {
    @Test
    void whoIsBestOnSomeExampleIsOnTheFrontHoweverBadOnTheWhole() {
        final Map<String, Map<Integer, Double>> scores = scores("good", List.of(1.0, 1.0, 1.0, 0.0));
        scores.putAll(scores("odd", List.of(0.0, 0.0, 0.0, 1.0)));
        scores.putAll(scores("dull", List.of(0.5, 0.5, 0.5, 0.5)));

        final ParetoFront<String> front = ParetoFront.of(scores);

        assertThat(front.wins()).containsExactly(Map.entry("good", 3), Map.entry("odd", 1));
    }

    @Test
    void whoIsBestOnlyWhereAnotherIsTooIsDominated() {
        final Map<String, Map<Integer, Double>> scores = scores("less", List.of(1.0, 0.0, 0.0));
        scores.putAll(scores("more", List.of(1.0, 1.0, 0.0)));

        assertThat(ParetoFront.of(scores).wins()).containsExactly(Map.entry("more", 2));
    }

    @Test
    void ofTwoThatAreBestOnTheSameExamplesTheFirstStays() {
        final Map<String, Map<Integer, Double>> scores = scores("first", List.of(0.7, 0.0));
        scores.putAll(scores("second", List.of(0.7, 0.0)));

        assertThat(ParetoFront.of(scores).candidates()).containsExactly("first");
    }

    @Test
    void anExampleIsWonAmongThoseThatAnsweredItAndByNobodyWhereNobodyScores() {
        final Map<String, Map<Integer, Double>> scores = scores("long", List.of(0.0, 0.2, 0.3));
        scores.putAll(scores("short", List.of(0.0, 0.4)));

        assertThat(ParetoFront.of(scores).wins()).containsExactly(Map.entry("long", 1), Map.entry("short", 1));
        assertThat(ParetoFront.of(scores("none", List.of(0.0, 0.0))).isEmpty()).isTrue();
    }

    @Test
    void parentsAreDrawnInProportionToTheExamplesOnWhichTheyAreBest() {
        final Map<String, Map<Integer, Double>> scores = scores("three", List.of(1.0, 1.0, 1.0, 0.0));
        scores.putAll(scores("one", List.of(0.0, 0.0, 0.0, 1.0)));
        final ParetoFront<String> front = ParetoFront.of(scores);
        final SplittableRandom random = new SplittableRandom(1);

        int three = 0;
        for (int i = 0; i < 4_000; i++) {
            three += front.draw(random).equals("three") ? 1 : 0;
        }

        assertThat(three / 4_000.0).isCloseTo(0.75, within(0.03));
    }

    @Test
    void thosePairUpThatComplementEachOtherMost() {
        final Map<String, Map<Integer, Double>> scores = scores("left", List.of(1.0, 1.0, 1.0, 0.0, 0.0, 1.0));
        scores.putAll(scores("right", List.of(0.0, 0.0, 1.0, 1.0, 1.0, 1.0)));
        scores.putAll(scores("near", List.of(1.0, 0.0, 1.0, 1.0, 0.0, 1.0)));

        final Pairing<String, Integer> pairing =
                Pairing.best(scores, (one, two) -> true).orElseThrow();

        assertThat(pairing).isEqualTo(new Pairing<>("left", "right", List.of(0, 1), List.of(3, 4)));
        assertThat(pairing.block(3)).containsExactly(0, 3, 1);
        assertThat(pairing.block(9)).containsExactly(0, 3, 1, 4);
        assertThat(Pairing.best(scores, (one, two) -> !one.equals("left"))).isEmpty();
    }

    private static Map<String, Map<Integer, Double>> scores(String candidate, List<Double> values) {
        final Map<Integer, Double> own = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            own.put(i, values.get(i));
        }
        final Map<String, Map<Integer, Double>> scores = new LinkedHashMap<>();
        scores.put(candidate, own);
        return scores;
    }
}
