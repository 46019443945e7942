package io.ape4j.score.metric;

import static io.ape4j.score.Scoring.score;
import static io.ape4j.score.Scoring.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.Score;
import io.ape4j.score.Scoring;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Task;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceMetricsTest {
    private static final List<String> ALL = List.of("exact-match", "token-f1", "set-match", "contains");

    @ParameterizedTest
    @CsvSource({"yes, yes, 1", "Yes, yes, 1", "'yes ', yes, 1", "yes!, yes, 0", "'', yes, 0", "caf\u00e9, cafe\u0301, 1"
    })
    void exactMatchComparesAfterTheSteps(String answer, String reference, double expected) {
        assertThat(score(spec("exact-match", Map.of(), "lower-case", "trim"), answer, reference)
                        .value())
                .isEqualTo(expected);
    }

    /** The first three are scored so by the instruction-induction benchmark's own code. */
    @ParameterizedTest
    @CsvSource({
        "both are types of cat, are types of cats, 0.6666666666666666",
        "involve produce sound, produce sound, 0.8",
        "'', x, 0",
        "a a b, a b b, 0.6666666666666666",
        "x, y, 0",
        "'', '', 1",
        "!, ?, 0"
    })
    void tokenF1IsOverBagsOfWords(String answer, String reference, double expected) {
        assertThat(score(spec("token-f1", Map.of()), answer, reference).value()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void tokensMayAlsoBeWhatStandsBetweenSpaces() {
        final MetricSpec spec = spec("token-f1", Map.of("tokens", "whitespace"));

        assertThat(score(spec, "$5 \u00a0off", "$5  off").value()).isEqualTo(1);
        assertThat(score(spec, "$5, off", "$5 off").value()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        dog, cat|cat,dog|1|1
        dog, dog, cat|cat,dog|1|1
        dog|cat,dog|0|0.6666666666666666
        dog, cat, cow|cat,dog|0|0.8
        ,|''|1|1
        x|y|0|0\
        """)
    void setMatchIgnoresOrderAndCountsPartsOnRequest(String answer, String reference, double whole, double partial) {
        assertThat(score(spec("set-match", Map.of()), answer, reference).value())
                .isEqualTo(whole);
        assertThat(score(spec("set-match", Map.of("partial", true)), answer, reference)
                        .value())
                .isCloseTo(partial, within(1e-12));
    }

    @Test
    void setMatchSplitsBeforeItNormalises() {
        final MetricSpec commas =
                spec("set-match", Map.of("separator", List.of(",", " and ")), "strip-punctuation", "lower-case");
        final MetricSpec words = spec("set-match", Map.of("separator", "words"), "strip-punctuation");

        assertThat(score(commas, "Dog, cat and cow.", "cow,cat,dog").value()).isEqualTo(1);
        assertThat(score(words, "dog, cat", "cat dog").value()).isEqualTo(1);
    }

    @Test
    void setMatchSaysWhatIsMissingAndWhatIsNotWanted() {
        assertThat(score(spec("set-match", Map.of()), "dog, cow", "cat, dog").feedback())
                .isEqualTo("missing: \"cat\"; not wanted: \"cow\"");
    }

    @ParameterizedTest
    @CsvSource({"the synonym is fast paced, fast paced, 1", "category, cat, 0", "cat!, cat, 1", "x, '', 0"})
    void containsLooksForWholeWords(String answer, String reference, double expected) {
        assertThat(score(spec("contains", Map.of()), answer, reference).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ab12|[a-z]+\\d+|full|1
        ab12!|[a-z]+\\d+|full|0
        ab12!|[a-z]+\\d+|find|1
        AB12|(?i)ab\\d\\d|full|1\
        """)
    void regexMatchesTheWholeOrAPart(String answer, String pattern, String match, double expected) {
        assertThat(score(spec("regex", Map.of("match", match)), answer, pattern).value())
                .isEqualTo(expected);
        assertThat(score(spec("regex", Map.of("match", match, "pattern", pattern)), answer, "*")
                        .value())
                .isEqualTo(expected);
    }

    @Test
    void noPatternCanTakeExponentialTime() {
        final String answer = "a".repeat(20_000) + "!";

        final Score score = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> score(spec("regex", Map.of()), answer, "(a*)*(a|aa)+$"));

        assertThat(score.value()).isZero();
    }

    @Test
    void theBestOfSeveralReferencesCounts() {
        assertThat(score(spec("token-f1", Map.of()), "big dog", "cat", "a big dog", "big")
                        .value())
                .isEqualTo(0.8);
        assertThat(score(spec("exact-match", Map.of()), "b", "a", "b", "c").value())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''|shipping|the answer is empty
        Shipping|shipping|only upper and lower case differ
        ship-ping.|shipping|only punctuation or spaces differ
        It is shipping|shipping|the right answer is in it, but not alone
        red|red fox|it is only a part of the right answer
        billing|shipping|
        shipping|shipping|\
        """)
    void exactMatchSaysWhereOnlyTheFormIsWrong(String answer, String reference, @Nullable String expected) {
        assertThat(score(spec("exact-match", Map.of()), answer, reference).feedback())
                .isEqualTo(expected);
    }

    @Test
    void exactMatchSaysWhatIsNoLabel() {
        final Task task =
                Scoring.task(spec("exact-match", Map.of()), List.of("even", "odd"), List.of(Scoring.example("odd")));

        try (Metric metric = Metrics.of(task)) {
            assertThat(Scoring.value(metric.score(task.examples().get(0), "neither"))
                            .feedback())
                    .isEqualTo("it is none of the labels even, odd");
            assertThat(Scoring.value(metric.score(task.examples().get(0), "even"))
                            .feedback())
                    .isNull();
        }
    }

    @Test
    void feedbackIsThatOfTheReferenceWithSomethingToSay() {
        assertThat(score(spec("exact-match", Map.of()), "B", "a", "b").feedback())
                .isEqualTo("only upper and lower case differ");
    }

    @Test
    void tokenF1SaysWhichWordsAreMissingAndWhichAreNotWanted() {
        assertThat(score(spec("token-f1", Map.of()), "the cat stood", "the cat sat here")
                        .feedback())
                .isEqualTo("missing: \"sat here\"; not wanted: \"stood\"");
        assertThat(score(spec("token-f1", Map.of()), "a a b", "a b").feedback())
                .isEqualTo("a word stands there too often or too seldom");
        assertThat(score(spec("token-f1", Map.of()), "a b", "b a").feedback()).isNull();
    }

    @Test
    void theExtractedAnswerIsADetail() {
        final MetricSpec spec =
                new MetricSpec("exact-match", List.of(MetricSpec.Step.of("first-word")), List.of(), Map.of());

        assertThat(score(spec, "Yes, it is", "Yes").details()).containsEntry("extracted", "Yes");
    }

    @Property(tries = 100)
    void aReferenceAsTheAnswerScoresOne(@ForAll @StringLength(max = 40) String text) {
        for (final String type : ALL) {
            assertThat(score(spec(type, Map.of()), text, text).value()).as(type).isEqualTo(1);
        }
    }

    @Property(tries = 100)
    void scoresLieBetweenZeroAndOneAndAreTheSameAgain(
            @ForAll @StringLength(max = 40) String answer, @ForAll @StringLength(max = 40) String reference) {
        for (final String type : ALL) {
            final double value = score(spec(type, Map.of()), answer, reference).value();

            assertThat(value).as(type).isBetween(0.0, 1.0);
            assertThat(score(spec(type, Map.of()), answer, reference).value()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ", ",", "\u6F22", "aa", "9"})
    void aMegabyteIsScoredInTime(String piece) {
        final String answer = piece.repeat(1_000_000 / piece.length());

        for (final String type : List.of("exact-match", "token-f1", "set-match", "contains", "numeric", "regex")) {
            final Score score = assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> score(spec(type, Map.of()), answer, "1"), type);
            assertThat(score.value()).as(type).isLessThan(1);
            assertThat(score.details().values()).allMatch(detail -> detail.length() < 200);
        }
    }
}
