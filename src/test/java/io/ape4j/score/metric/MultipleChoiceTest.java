package io.ape4j.score.metric;

import static io.ape4j.score.Scoring.spec;
import static io.ape4j.score.Scoring.task;
import static io.ape4j.score.Scoring.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.Score;
import io.ape4j.score.Scoring;
import io.ape4j.task.Example;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipleChoiceTest {
    private static final MetricSpec SPEC = spec("multiple-choice", Map.of(), "lower-case", "trim");
    private static final String CITIES = "A) Paris\nB) Rome\nC) New York";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            B|1
            b|1
            (B)|1
            **B**|1
            B.|1
            B) Rome|1
            Rome|1
            rome|1
            It is Rome, of course|1
            The answer is B.|1
            Answer: (B)|1
            The correct answer is B, not A|1
            A|0
            Paris|0
            Paris or Rome|0
            Romeo|0
            A dog|0
            The answer is a mystery|0
            D|0
            ''|0""")
    void readsLettersAndTexts(String answer, double expected) {
        final Example example = choosing(CITIES, "B");

        assertThat(scoreOf(example, answer).value()).isEqualTo(expected);
        assertThat(scoreOf(choosing(CITIES, "Rome"), answer).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[\"Paris\", \"Rome\", \"New York\"]", "Paris\nRome\nNew York", "1. Paris\n2. Rome\n3. New York"
            })
    void takesChoicesAsAListOrLines(String choices) {
        assertThat(scoreOf(choosing(choices, "New York"), choices.startsWith("1") ? "3" : "C")
                        .value())
                .isEqualTo(1);
    }

    @Test
    void usesTheTasksLabelsWithoutSuchAField() {
        final Example example = Scoring.example("neutral");
        final Metric metric =
                Metrics.of(task(SPEC, List.of("entailment", "neutral", "contradiction"), List.of(example)));

        assertThat(value(metric.score(example, "I say neutral.")).value()).isEqualTo(1);
        assertThat(value(metric.score(example, "B")).value()).isEqualTo(1);
        assertThat(value(metric.score(example, "A")).value()).isZero();
        assertThat(metric.isBinary()).isTrue();
    }

    @Test
    void labelsThatAreLettersAreTheirOwnMarkers() {
        final Example example = Scoring.example("A");
        final Metric metric = Metrics.of(task(SPEC, List.of("B", "A"), List.of(example)));

        assertThat(value(metric.score(example, "A) because")).value()).isEqualTo(1);
        assertThat(value(metric.score(example, "B) because")).value()).isZero();
    }

    @Test
    void feedbackSaysWhatWasRead() {
        assertThat(scoreOf(choosing(CITIES, "B"), "Paris").feedback()).isEqualTo("expected \"B\", got \"Paris\"");
        assertThat(scoreOf(choosing(CITIES, "B"), "Berlin").feedback())
                .isEqualTo("expected \"B\", got \"Berlin\", which names none of the 3 choices, or several");
    }

    @Test
    void refusesTasksWithoutChoicesAndReferencesThatAreNone() {
        assertThatThrownBy(() -> Metrics.of(task(SPEC, "x")))
                .hasMessageContaining("no output.labels and no input field");
        assertThatThrownBy(() -> Metrics.of(taskOf(choosing(CITIES, "Berlin"))))
                .hasMessageContaining("the reference \"Berlin\" is none of the choices Paris, Rome, New York");
        assertThatThrownBy(() -> Metrics.of(taskOf(choosing("Paris", "Paris"))))
                .hasMessageContaining("at least two choices");
    }

    private static Score scoreOf(Example example, String answer) {
        return value(Metrics.of(taskOf(example)).score(example, answer));
    }

    private static Task taskOf(Example example) {
        return task(SPEC, List.of(), List.of(example));
    }

    private static Example choosing(String choices, String reference) {
        return new Example("e1", Map.of("choices", choices), List.of(reference), Split.SELECT);
    }
}
