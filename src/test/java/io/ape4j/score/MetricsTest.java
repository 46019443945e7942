package io.ape4j.score;

import static io.ape4j.score.Scoring.spec;
import static io.ape4j.score.Scoring.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.task.MetricSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {
    @Test
    void findsEveryMetricThroughItsServiceLine() {
        assertThat(Metrics.types())
                .containsExactly(
                        "command",
                        "contains",
                        "exact-match",
                        "json-fields",
                        "judge",
                        "likelihood",
                        "multiple-choice",
                        "numeric",
                        "reference-likelihood",
                        "regex",
                        "set-match",
                        "token-f1");
    }

    @Test
    void suggestsTheNearestType() {
        assertThatThrownBy(() -> Metrics.of(task(spec("exactmatch", Map.of()), "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metric.type: unknown metric \"exactmatch\"; did you mean \"exact-match\"?");
    }

    @ParameterizedTest
    @CsvSource({
        "exact-match, tokens, words, it takes none",
        "token-f1, token, words, did you mean \"tokens\"?",
        "token-f1, tokens, letters, 'must be one of words, whitespace, not \"letters\"'",
        "numeric, tolerance, much, 'must be a number of at least 0, not \"much\"'",
        "set-match, partial, maybe, must be true or false",
        "regex, pattern, (, is no RE2 pattern",
        "judge, scale, 5, option rubric must be a text that is not blank; it is missing",
        "command, version, 1, option command must be a list"
    })
    void refusesOptionsThatAreUnknownMissingOrWrong(String type, String option, String value, String expected) {
        assertThatThrownBy(() -> Metrics.of(task(spec(type, Map.of(option, value)), "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metric " + type)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource({"numeric, none, has no number", "json-fields, [1], is not a JSON object", "regex, *, is no RE2 pattern"
    })
    void refusesReferencesThatTheMetricCantRead(String type, String reference, String expected) {
        assertThatThrownBy(() -> Metrics.of(task(spec(type, Map.of()), reference)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("example e1")
                .hasMessageContaining(expected);
    }

    @Test
    void theIdentityChangesWithEveryStepAndOption() {
        final List<MetricSpec> specs = List.of(
                spec("set-match", Map.of()),
                spec("set-match", Map.of(), "trim"),
                spec("set-match", Map.of("partial", true)),
                spec("set-match", Map.of("separator", ";")));

        final List<String> identities = specs.stream()
                .map(spec -> Metrics.of(task(spec, "x")).identity())
                .toList();

        assertThat(identities).doesNotHaveDuplicates().allMatch(id -> id.startsWith("set-match/1 "));
        assertThat(Metrics.of(task(specs.get(3), "y")).identity()).isEqualTo(identities.get(3));
    }

    @ParameterizedTest
    @CsvSource({
        "exact-match, true",
        "contains, true",
        "regex, true",
        "numeric, true",
        "set-match, true",
        "token-f1, false",
        "json-fields, false"
    })
    void saysWhetherScoresAreZeroOrOne(String type, boolean binary) {
        final String reference = type.equals("json-fields") ? "{}" : "1";

        assertThat(Metrics.of(task(spec(type, Map.of()), reference)).isBinary()).isEqualTo(binary);
        assertThat(Metrics.of(task(spec("set-match", Map.of("partial", true)), "1"))
                        .isBinary())
                .isFalse();
    }

    @Test
    void theMeanOfScoresIsTheirAggregate() {
        assertThat(Aggregate.MEAN.of(List.of(Score.of(1), Score.of(0.5), Score.of(0))))
                .isEqualTo(0.5);
        assertThat(Metrics.of(task(spec("exact-match", Map.of()), "x")).aggregate())
                .isSameAs(Aggregate.MEAN);
        assertThatThrownBy(() -> Aggregate.MEAN.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
