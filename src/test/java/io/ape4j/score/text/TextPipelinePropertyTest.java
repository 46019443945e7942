package io.ape4j.score.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ape4j.score.text.TextPipeline.Kind;
import io.ape4j.task.MetricSpec.Step;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPipelinePropertyTest {
    private static final Map<String, Object> ARGUMENTS = Map.of(
            "after", "Answer:",
            "drop-text", List.of(" and ", "-"),
            "drop-words", List.of("the", "a"),
            "strip-label", List.of("Answer"));
    private static final List<String> IDEMPOTENT = List.of(
            "trim",
            "lower-case",
            "strip-punctuation",
            "hyphen-as-space",
            "collapse-spaces",
            "drop-words",
            "strip-accents",
            "number-format",
            "first-line",
            "last-line",
            "first-sentence",
            "first-word",
            "last-number",
            "strip-quotes",
            "strip-reasoning");

    @Property(tries = 300)
    void aSecondTimeChangesNothing(@ForAll("texts") String text) {
        for (final String name : IDEMPOTENT) {
            final TextPipeline once = pipeline(name);

            assertThat(once.apply(once.apply(text))).as(name).isEqualTo(once.apply(text));
        }
    }

    @Property(tries = 300)
    void everyStepTakesAnyTextAndGivesComposedText(@ForAll("texts") String text) {
        for (final String name : TextSteps.names()) {
            assertThat(Normalizer.isNormalized(pipeline(name).apply(text), Normalizer.Form.NFC))
                    .as(name)
                    .isTrue();
        }
    }

    @Property(tries = 300)
    void wordsLieInTheTextInOrder(@ForAll("texts") String text) {
        int from = 0;
        for (final String word : Words.of(text)) {
            final int at = text.indexOf(word, from);
            assertThat(at).isNotNegative();
            from = at + word.length();
        }
        assertThat(Words.contain(text, text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[", "{\"a\":", "<think>", "```\n", "a'", "_", "1,000", "9", " ", "\u0301", "\uD83D", "\u0E01", "\u0000"
            })
    void handlesAMegabyteInTime(String piece) {
        final String megabyte = piece.repeat(1_000_000 / piece.length());

        for (final String name : TextSteps.names()) {
            final String result = assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> pipeline(name).apply(megabyte), name);
            assertThat(result.length()).as(name).isLessThanOrEqualTo(20_000_000);
        }
    }

    @Provide
    static Arbitrary<String> texts() {
        final Arbitrary<String> pieces = Arbitraries.of(
                "Answer:",
                "the",
                " and ",
                "1,000",
                "-3.5",
                ".",
                "\n",
                " ",
                "\"",
                "'",
                "<think>",
                "</think>",
                "```",
                "{\"a\":1}",
                "[",
                "caf\u00e9",
                "e\u0301",
                "\u0130",
                "\u03A3",
                "\u6F22\u5B57",
                "\u0E01\u0E32",
                "\uD83D\uDE00",
                "\uD83D",
                "-",
                "\u2019",
                "_",
                "$",
                "e5",
                "\u0345",
                "\u00a0");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().all().ofMaxLength(30));
    }

    private static TextPipeline pipeline(String name) {
        return TextPipeline.of(List.of(new Step(name, ARGUMENTS.getOrDefault(name, ""))), Kind.NORMALISE);
    }
}
