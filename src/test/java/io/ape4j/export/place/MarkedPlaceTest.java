package io.ape4j.export.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.export.Exports;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Role;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text between two comments, in files of languages that are not known here. */
class MarkedPlaceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "a.py~# ape:begin P\\nP = \"\"\"Old.\"\"\"  # x\\n# ape:end P\\nQ = \"\"\"Q\"\"\"\\n",
                "a.ts~// ape:begin P\\r\\nconst p = `Old.`;\\r\\n// ape:end P\\r\\n",
                "a.kt~  /* ape:begin P */\\n  val p = \"\"\"Old.\"\"\"\\n  /* ape:end P */",
                "a.md~<!-- ape:begin P -->\\nOld.\\n<!-- ape:end P -->\\ntext",
                "a.txt~ape:begin P\\n   Old.\\nape:end P",
                "a.yaml~# ape:begin P\\nprompt: Old. # x\\n# ape:end P\\nother: Old.\\n",
                "a.yml~x:\\n  # ape:begin P\\n  prompt: |-\\n    Old.\\n  # ape:end P\\n",
                "a.py~# ape:begin PP\\nPP = '''Old.'''\\n# ape:end PP\\n# ape:begin P\\nP = '''Old.'''\\n# ape:end P"
            })
    void onlyTheTextBetweenTheMarksChanges(String file, String escaped) {
        final String source = escaped.translateEscapes();

        final Passage passage = passage(file, source);
        final String changed = passage.with("New one.");

        assertThat(passage.text()).isEqualTo("Old.");
        assertThat(changed.replace("New one.", "Old.")).isEqualTo(source);
        assertThat(passage(file, changed).text()).isEqualTo("New one.");
    }

    @Test
    void linesKeepTheirIndentationAndTheFilesLineEnds() {
        final String source = "  <!-- ape:begin P -->\r\n  Old.\r\n\r\n    More.\r\n  <!-- ape:end P -->\r\n";

        assertThat(passage("a.md", source).text()).isEqualTo("Old.\n\n  More.");
        assertThat(passage("a.md", source).with("New.\n\n  Less.\nEnd."))
                .isEqualTo("  <!-- ape:begin P -->\r\n  New.\r\n\r\n    Less.\r\n  End.\r\n  <!-- ape:end P -->\r\n");
    }

    @Test
    void anEmptyPlaceIsFilledAtTheIndentationOfItsMark() {
        assertThat(passage("a.md", "  ape:begin P\n  ape:end P\n").with("New.\nEnd."))
                .isEqualTo("  ape:begin P\n  New.\n  End.\n  ape:end P\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {"a\\\\b", "a\"\"\"b", "it costs $5", "`x`", "#{x}", "ends in \"", "'''"})
    void whatALanguageMayReadOtherwiseIsRefused(String text) {
        final Passage passage = passage("a.py", "# ape:begin P\nP = \"\"\"Old.\"\"\"\n# ape:end P\n");

        assertThatThrownBy(() -> passage.with(text.translateEscapes()))
                .isInstanceOf(ExportRefused.class)
                .hasMessageContaining("may read otherwise");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "f\"\"\"Old.\"\"\"~a letter before the quotes",
                "\"\"\"\\\\\\nOld.\"\"\"~it has a backslash",
                "\"\"\"\\nOld.\\n\"\"\"~its text begins with a line break"
            })
    void whatALanguageMayReadOtherwiseIsNotReadEither(String string, String message) {
        final Passage passage = passage("a.py", "# ape:begin P\nP = " + string.translateEscapes() + "\n# ape:end P\n");

        assertThatThrownBy(passage::requireCertain)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
        assertThatThrownBy(() -> passage.with(passage.text())).hasMessageStartingWith(message);
    }

    @Test
    void aBlockOfYamlMayLoseTheLineBreakAtItsEnd() {
        final String source = "# ape:begin P\nprompt: |\n  Old.\n# ape:end P\nother: x\n";

        assertThat(passage("a.yaml", source).with("New.\n\nLess."))
                .isEqualTo("# ape:begin P\nprompt: |-\n  New.\n\n  Less.\n# ape:end P\nother: x\n");
    }

    @Test
    void aNameEndsWhereItsCommentDoes() {
        assertThat(passage("a.md", "<!-- ape:begin P-->\nOld.\n<!--ape:end P-->\n")
                        .text())
                .isEqualTo("Old.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            value = {
                "a.md~text~it has no line with \"ape:begin P\"; put one before the prompt and one with \"ape:end P\" behind it,"
                        + " in comments",
                "a.md~ape:begin P\\nx~the place P has no end (\"ape:end P\"); mark it by one pair of lines",
                "a.md~ape:end P\\nape:begin P\\n~the place P ends before it begins; mark it by one pair of lines",
                "a.md~ape:begin P\\nape:begin P\\nape:end P~the place P begins twice; mark it by one pair of lines",
                "a.md~ape:begin P\\nape:end P\\nape:end P~the place P ends twice; mark it by one pair of lines",
                "a.py~ape:begin P\\np = \"Old.\"\\nape:end P~between the marks of P there must be one string in three quotes or in"
                        + " backticks, and there are 0",
                "a.py~ape:begin P\\np = '''a''' + '''b'''\\nape:end P~between the marks of P there must be one string in three"
                        + " quotes or in backticks, and there are 2",
                "a.yaml~# ape:begin P\\na: x\\nb: y\\n# ape:end P~between the marks of P there must be one text as a value, and"
                        + " there are 2"
            })
    void marksThatAreNoPairRoundOneTextAreRefused(String file, String source, String message) {
        assertThatThrownBy(() -> passage(file, source.translateEscapes())).hasMessage(message);
    }

    private static Passage passage(String file, String source) {
        return Objects.requireNonNull(new MarkedPlace(file, "P", Exports.named("langchain4j"))
                .messages(source)
                .get(Role.USER));
    }
}
