package io.ape4j.model.hosted.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String KEY = "sk-proj-Ab\"3/x+Y\\z=Q7mNoPqRsT";
    private static final Redaction REDACTION = Redaction.of(List.of(KEY));

    @Test
    void aKeyIsFoundHoweverItIsWritten() {
        final byte[] bytes = KEY.getBytes(StandardCharsets.UTF_8);
        final List<String> written = List.of(
                KEY,
                KEY.replace("\\", "\\\\").replace("\"", "\\\""),
                KEY.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"),
                each("\\u%04x"),
                each("\\\\u%04X"),
                each("%%%02x"),
                each("%%25%02X"),
                each("&#%d;"),
                each("&#x%x;"),
                each("%c "),
                each("%c\u200b"),
                each("%c\\n"),
                KEY.toLowerCase(Locale.ROOT),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes));

        for (final String text : written) {
            assertThat(REDACTION.answer("before " + text + " after"))
                    .as(text)
                    .startsWith("before [redacted]")
                    .endsWith(" after");
            assertThat(REDACTION.error("before " + text + " after"))
                    .as(text)
                    .startsWith("before [redacted]")
                    .endsWith(" after");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "u:", "user:", ""})
    void aKeyInsideWhatIsEncodedIsFoundAtEveryAlignment(String before) {
        final String encoded =
                Base64.getEncoder().encodeToString((before + KEY + "x").getBytes(StandardCharsets.UTF_8));

        assertThat(REDACTION.answer(encoded)).contains("[redacted]").hasSizeLessThan(26);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-proj-***RsT.",
                "sk-p*****************qRsT.",
                "sk-pro\u2026NoPqRsT.",
                "sk-...qRsT.",
                "********qRsT.",
                "sk-proj-Ab.",
                "the end is mNoPqRsT.",
                "sk-other-0123456789abcdef",
                "Bearer abcdef0123456789",
                "sk-abc***xyz",
                "hf_0123456789abcdef",
                "http://me:pw@host/",
            })
    void errorsLosePartsAndMaskedKeysAndWhatLooksLikeOne(String text) {
        assertThat(REDACTION.error("Wrong key: " + text))
                .contains("[redacted]")
                .doesNotContain("RsT", "sk-", "abcdef", "me:pw");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Ask ... again.", "Wait *** seconds.", "task-specific words", "proj is a word; so is NoPq", ""})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(REDACTION.error(text)).isEqualTo(text);
        assertThat(REDACTION.answer(text)).isEqualTo(text);
    }

    @Test
    void shortWordsThatServeAsKeysAreLeftInAnswers() {
        assertThat(Redaction.of(List.of("none", "local-key")).answer("none of the local-keys"))
                .isEqualTo("none of the local-keys");
        assertThat(Redaction.of(List.of("none", "local-key")).error("none of the local-keys"))
                .isEqualTo("none of the [redacted]s");
    }

    @Test
    void longTextsAreSearchedInBoundedTimeAlsoWhereWindowsMeet() {
        final String text = ("*.".repeat(3) + "\\u00").repeat(40_000);
        for (int at = 57_300; at < 57_400; at += 7) {
            assertThat(REDACTION.answer(text.substring(0, at) + KEY + text))
                    .doesNotContain("RsT")
                    .contains("[redacted]");
        }
        assertThat(REDACTION.error(text + KEY)).doesNotContain("RsT");
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void textWithoutTheKeyIsNeverChangedInAnAnswer(@ForAll("texts") String text) {
        assertThat(REDACTION.answer(text)).isEqualTo(text);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aKeyIsFoundWhateverStandsRoundIt(@ForAll("texts") String before, @ForAll("texts") String after) {
        assertThat(REDACTION.answer(before + " " + KEY + " " + after))
                .contains("[redacted]")
                .doesNotContain("NoPqRsT");
        assertThat(REDACTION.error(before + " " + KEY + " " + after))
                .contains("[redacted]")
                .doesNotContain("NoPqRsT");
    }

    @Provide
    static Arbitrary<String> texts() {
        final Arbitrary<String> pieces = Arbitraries.of(
                "\\", "\\u00", "\\u0041", "%", "%4", "%41", "&#", "&#65;", "&amp;", "***", "\u2026", "sk-", "proj", " ",
                "\n", "\"", "{", "İ", "\ud83d");
        return Arbitraries.oneOf(pieces, Arbitraries.strings().all().ofMaxLength(5))
                .list()
                .ofMaxSize(8)
                .map(all -> String.join("", all));
    }

    private static String each(String format) {
        final StringBuilder out = new StringBuilder();
        KEY.chars()
                .forEach(unit -> out.append(
                        format.contains("%c")
                                ? String.format(Locale.ROOT, format, (char) unit)
                                : String.format(Locale.ROOT, format, unit)));
        return out.toString();
    }
}
