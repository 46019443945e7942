package io.ape4j.score.metric;

import static io.ape4j.score.Scoring.score;
import static io.ape4j.score.Scoring.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ape4j.score.Score;
import io.ape4j.task.MetricSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1,"b":"x"}|{"b":"x","a":1.0}|1
            {"a":1,"b":"y"}|{"b":"x","a":1}|0.5
            {"a":1}|{"b":"x","a":1}|0.5
            {"a":1,"b":"x","c":0}|{"b":"x","a":1}|0.6666666666666666
            {"a":"1"}|{"a":1}|0
            {"a":null}|{"a":null}|1
            {"a":null}|{}|0
            {"a":[1,2]}|{"a":[1,2.0]}|1
            {"a":[2,1]}|{"a":[1,2]}|0
            {"a":{"b":"X"}}|{"a":{"b":"x"}}|1
            {"a":{"b":1,"c":2}}|{"a":{"b":1}}|0
            {"a":true}|{"a":true}|1
            {}|{}|1
            {"a":1,"a":1}|{"a":1}|0
            {"a":1} trailing|{"a":1}|0
            [1]|{"a":1}|0
            nonsense|{"a":1}|0
            ''|{"a":1}|0""")
    void isTheShareOfEqualFields(String answer, String reference, double expected) {
        assertThat(score(spec("json-fields", Map.of(), "lower-case"), answer, reference)
                        .value())
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void anAnswerWithAnExponentOfElevenDigitsEndedTheRun() {
        final Score scored = score(spec("json-fields", Map.of()), "{\"a\": 1e99999999999}", "{\"a\": 1}");

        assertThat(scored.value()).isZero();
        assertThat(scored.feedback()).contains("is not a JSON object");
    }

    @Test
    void looksAtTheChosenFieldsOnly() {
        final MetricSpec spec = spec("json-fields", Map.of("fields", List.of("a", "b")));

        assertThat(score(spec, "{\"a\":1,\"c\":9}", "{\"a\":1,\"b\":2,\"d\":3}").value())
                .isEqualTo(0.5);
    }

    @Test
    void namesTheWrongFields() {
        assertThat(score(
                                spec("json-fields", Map.of()),
                                "{\"a\":1,\"b\":\"x\",\"z\":0}",
                                "{\"a\":1,\"b\":\"y\",\"c\":3}")
                        .feedback())
                .isEqualTo("wrong fields: b should be \"y\", not \"x\"; c is missing; z is not wanted");
    }

    @Test
    void readsJsonAmongProseWithTheJsonStep() {
        final MetricSpec spec = new MetricSpec("json-fields", List.of(MetricSpec.Step.of("json")), List.of(), Map.of());

        assertThat(score(spec, "Here you are:\n```json\n{\"a\": 1}\n```", "{\"a\":1}")
                        .value())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "[", "{\"a\":1e999999999,", "9", "{\"a\":\"\\u0000"})
    void survivesHostileJson(String piece) {
        final String answer = piece.repeat(200_000 / piece.length());

        assertThat(assertTimeoutPreemptively(
                                Duration.ofSeconds(10), () -> score(spec("json-fields", Map.of()), answer, "{\"a\":1}"))
                        .value())
                .isZero();
    }

    @Test
    void hugeExponentsAreJustOtherNumbers() {
        assertThat(assertTimeoutPreemptively(
                                Duration.ofSeconds(5),
                                () -> score(spec("json-fields", Map.of()), "{\"a\":1e999999999}", "{\"a\":1}"))
                        .value())
                .isZero();
    }
}
