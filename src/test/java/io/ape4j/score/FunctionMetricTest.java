package io.ape4j.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.task.Example;
import org.junit.jupiter.api.Test;

class FunctionMetricTest {
    private static final Example EXAMPLE = Scoring.example("Paris");

    @Test
    void aPredicateScoresOneOrZeroAndIsBinary() {
        final Metric metric = Metric.rightOrWrong("city/1", (example, said) -> said.contains(example.reference()));

        assertThat(metric.isBinary()).isTrue();
        assertThat(metric.identity()).isEqualTo("city/1");
        assertThat(Scoring.value(metric.score(EXAMPLE, "It is Paris.")).value()).isEqualTo(1);
        assertThat(Scoring.value(metric.score(EXAMPLE, "London")).value()).isZero();
    }

    @Test
    void aFunctionScoresBetweenTheTwo() {
        final Metric metric = Metric.scoring("length/1", (example, said) -> 1.0 / said.length());

        assertThat(metric.isBinary()).isFalse();
        assertThat(Scoring.value(metric.score(EXAMPLE, "four")).value()).isEqualTo(0.25);
    }

    @Test
    void aScoreOutsideOfZeroToOneNamesTheMetricAndTheExample() {
        final Metric metric = Metric.scoring("ratio/1", (example, said) -> Double.NaN);

        assertThatThrownBy(() -> metric.score(EXAMPLE, "Paris"))
                .isInstanceOf(MetricException.class)
                .hasMessage("the metric ratio/1 gave NaN on example e1; a score is a number in [0, 1]");
    }

    @Test
    void aFunctionThatThrowsIsTheMetricsFailureNotAScore() {
        final Metric metric = Metric.rightOrWrong("index/1", (example, said) -> said.charAt(9) == 'x');

        assertThatThrownBy(() -> metric.score(EXAMPLE, "Paris"))
                .isInstanceOf(MetricException.class)
                .hasMessageStartingWith("the metric index/1 failed on example e1: java.lang.StringIndexOutOf");
    }

    @Test
    void anEmptyIdentityIsRefused() {
        assertThatThrownBy(() -> Metric.scoring(" ", (example, said) -> 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("identity is empty");
    }
}
