package io.ape4j.score.metric;

import static io.ape4j.score.Scoring.score;
import static io.ape4j.score.Scoring.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumericMatchTest {
    @ParameterizedTest
    @CsvSource({
        "12, 9.5, 'the number is off by 2.5, too high'",
        "-3, 7, 'the number is off by 10, too low'",
        "1e300, 7, 'the number is off by 1E+300, too high'",
        "many, 7, no number can be read from it"
    })
    void feedbackSaysHowFarOffItIs(String answer, String reference, String expected) {
        assertThat(score(spec("numeric", Map.of()), answer, reference).feedback())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'3 + 4 = 7', 7, 1",
        "'It costs $1,234.50.', 1234.5, 1",
        "-5, 5, 0",
        "\u22125, -5, 1",
        "5 000, 5000, 0",
        "5\u00a0000 m, 5000, 1",
        "50%, 50, 1",
        "2.50, 2.5, 1",
        "1e3, 1000, 1",
        "'7, not 8', 7, 0",
        "none, 7, 0",
        "'', 7, 0"
    })
    void comparesTheLastNumber(String answer, String reference, double expected) {
        assertThat(score(spec("numeric", Map.of()), answer, reference).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "tolerance, 0.5, 10.5, 1",
        "tolerance, 0.5, 10.51, 0",
        "relativeTolerance, 0.05, 9.5, 1",
        "relativeTolerance, 0.05, 9.49, 0"
    })
    void allowsADifference(String option, double allowed, String answer, double expected) {
        assertThat(score(spec("numeric", Map.of(option, allowed)), answer, "10").value())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"first, 7 or 8, 1", "first, 8 or 7, 0", "only, 7 or 8, 0", "only, it is 7, 1", "last, 8 or 7, 1"})
    void takesTheNumberAtThePosition(String position, String answer, double expected) {
        assertThat(score(spec("numeric", Map.of("position", position)), answer, "7")
                        .value())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "3/4, 0.75, 1",
        "1 1/2 cups, 1.5, 1",
        "-1 1/2, -1.5, 1",
        "2/3, 4/6, 1",
        "1/0, 1, 0",
        "12/05/2024, 2024, 1",
        "'3, 1/2', 0.5, 1"
    })
    void readsFractionsOnRequest(String answer, String reference, double expected) {
        assertThat(score(spec("numeric", Map.of("fractions", true)), answer, reference)
                        .value())
                .isEqualTo(expected);
    }

    @Test
    void fractionsAreTwoNumbersOtherwise() {
        assertThat(score(spec("numeric", Map.of()), "3/4", "4").value()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e99999999999999999999"})
    void numbersThatWouldFillTheMemoryCountAsNone(String answer) {
        assertThat(assertTimeoutPreemptively(
                                Duration.ofSeconds(5),
                                () -> score(spec("numeric", Map.of("fractions", true)), answer, "1"))
                        .value())
                .isZero();
    }

    @Property(tries = 200)
    void aNumberEqualsItself(@ForAll BigDecimal number) {
        assertThat(score(spec("numeric", Map.of()), number.toPlainString(), number.toString())
                        .value())
                .isEqualTo(1);
    }
}
