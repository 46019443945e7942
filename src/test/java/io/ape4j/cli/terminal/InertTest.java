package io.ape4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class InertTest {
    private static final String HOSTILE = "a\u001b]0;title\u0007b\u009b2Jc\u202ed\u2066e\u200ff\rg\ud800h\u2028i";

    @Test
    void linesShowControlsAndDirectionMarksAsCodes() {
        final String shown = Inert.lines(HOSTILE);

        assertThat(shown.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(shown).contains("\\u001b", "\\u202e", "\\u009b", "\\ud800");
    }

    @Test
    void linesKeepLineBreaksTabsAndEveryScript() {
        assertThat(Inert.lines("Zeile\n\t日本語 Ελληνικά 👍")).isEqualTo("Zeile\n\t日本語 Ελληνικά 👍");
    }

    @Test
    void aLineIsCutAndHasNoBreaks() {
        assertThat(Inert.line("one\n two  three", 40)).isEqualTo("one two three");
        assertThat(Inert.line("one two three", 8)).isEqualTo("one t...");
    }

    @Test
    void jsonSaysTheSameInHarmlessCharacters() throws Exception {
        final JsonMapper mapper = new JsonMapper();
        final String text = HOSTILE.replace("\ud800", "");

        final String json = Inert.json(mapper.writeValueAsString(text));

        assertThat(json.chars()).allMatch(c -> c >= ' ' && c < 0x7f);
        assertThat(mapper.readValue(json, String.class)).isEqualTo(text);
    }
}
