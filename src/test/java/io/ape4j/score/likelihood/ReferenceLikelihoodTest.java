package io.ape4j.score.likelihood;

import static io.ape4j.score.Scoring.example;
import static io.ape4j.score.Scoring.spec;
import static io.ape4j.score.Scoring.task;
import static io.ape4j.score.likelihood.Scored.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceLikelihoodTest {
    private static Task open(Map<String, Object> options, String... references) {
        return task(spec("reference-likelihood", options), references);
    }

    /** The reference has four bytes; its tokens have the probabilities 1/2 and 1/8. */
    @ParameterizedTest
    @CsvSource({"token, 0.25", "none, 0.0625", "byte, 0.5"})
    void theScoreIsTheProbabilityOfTheReferenceByItsLength(String length, double expected) {
        final ScoredAnswer scored =
                Scored.by(open(Map.of("length", length), "four"), text -> tokens(Math.log(.5), Math.log(.125)));

        assertThat(scored.value()).isCloseTo(expected, within(1e-12));
        assertThat(scored.answer()).isEqualTo("four");
    }

    @Test
    void lengthIsCountedInTokensUnlessSaidOtherwise() {
        assertThat(Scored.by(open(Map.of(), "four"), text -> tokens(-1, -3)).value())
                .isEqualTo(StrictMath.exp(-2));
    }

    @Test
    void theLikeliestOfSeveralReferencesCountsAndEachIsAskedOnce() {
        final Task task = open(Map.of(), "thanks", "thank you", "thanks");
        try (Metric metric = Metrics.of(task)) {
            assertThat(Scored.ask(task, metric, task.examples().get(0)).requests())
                    .hasSize(2);
            assertThat(metric.executorRequests()).isEqualTo(2);
            assertThat(metric.isBinary()).isFalse();
        }

        final ScoredAnswer scored = Scored.by(task, text -> tokens(text.equals("thank you") ? -0.25 : -4));

        assertThat(scored.value()).isEqualTo(StrictMath.exp(-0.25));
        assertThat(scored.answer()).isEqualTo("thank you");
    }

    @Test
    void whatIsAlmostImpossibleIsZeroAndWhatIsCertainOne() {
        assertThat(Scored.by(open(Map.of(), "x"), text -> tokens(-3.4e38)).value())
                .isZero();
        assertThat(Scored.by(open(Map.of(), "x"), text -> tokens(0, 0)).value()).isEqualTo(1);
    }

    @Test
    void anEmptyReferenceIsRefused() {
        assertThatThrownBy(() -> Metrics.of(open(Map.of(), "x", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an output of example e1 is empty");
    }

    @Test
    void aRankingTakesTheStepsOfTheTasksMetricButNoneThatReadAnAnswer() {
        final MetricSpec own = new MetricSpec(
                "exact-match",
                List.of(MetricSpec.Step.of("first-line")),
                List.of(MetricSpec.Step.of("lower-case")),
                Map.of());
        final Task task = task(own, List.of("yes", "no"), List.of(example("YES")));
        try (Metric metric = Metrics.of(task)) {
            assertThat(Ranking.METRIC.over(task, metric)).isSameAs(metric);
            assertThat(Ranking.LIKELIHOOD.over(task, metric).identity()).startsWith("likelihood/");
            assertThat(Ranking.REFERENCE_LIKELIHOOD.over(task, metric).identity())
                    .startsWith("reference-likelihood/");
        }
    }

    @Test
    void anUnknownRankingNamesTheNearest() {
        assertThatThrownBy(() -> Ranking.named("likelyhood"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("did you mean \"likelihood\"?");
    }
}
