package io.ape4j.export.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.export.Exports;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.Role;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put into Java source is what the compiler reads from it. */
class JavaPlaceTest {
    private static final List<String> TEXTS = List.of(
            "Plain.",
            "",
            "One.\n\nTwo.\n",
            "\n\nLate.",
            "  All lines\n   are indented.",
            "  the first\nnot the second",
            "Ends in blanks  \n \nand more \t",
            "\tTab\tbed\t\n\tagain",
            "Quotes \" and \"\"\" and \"\"\"\" and a last \"",
            "Back\\slash \\n \\u0041 \\\\ \\s \\",
            "Gr\u00fc\u00dfe \u6F22 \uD83D\uDE00 \u200b\u202e \u0000\u0007",
            "Windows\r\nand \r alone\r",
            "{{text}} and {x} */ // <b>&amp;",
            "a\n\n\n");

    private static final List<String> SHAPES = List.of(
            "\"Old.\"",
            "\"Old \\\"one\\\" \\u0041.\"",
            "\"\"\"\n            Old.\n              More.\n            \"\"\"",
            "\"\"\"\n\t\tOld.\"\"\"",
            "\"\"\"\n            \"\"\"",
            "\"Old \" + \"one.\"",
            "\"Old\\n\"\n            + \"one.\"");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void theCompilerReadsWhatWasPutThere(String lineEnd) throws Exception {
        final Map<String, String> wanted = new LinkedHashMap<>();
        final StringBuilder before = new StringBuilder("final class Prompts { // before: \u00e4 \"x\"\n");
        for (int shape = 0; shape < SHAPES.size(); shape++) {
            for (int text = 0; text < TEXTS.size(); text++) {
                wanted.put("P" + shape + "_" + text, TEXTS.get(text));
                before.append("    static final String P")
                        .append(shape)
                        .append('_')
                        .append(text)
                        .append(" = ")
                        .append(SHAPES.get(shape))
                        .append(";\n");
            }
        }
        String source = before.append("}\n").toString().replace("\n", lineEnd);

        for (final Map.Entry<String, String> one : wanted.entrySet()) {
            source = passage(source, one.getKey()).with(one.getValue());
        }

        assertThat(compiled(source)).isEqualTo(wanted);
        for (final Map.Entry<String, String> one : wanted.entrySet()) {
            assertThat(passage(source, one.getKey()).text()).isEqualTo(one.getValue());
        }
    }

    @Test
    void nothingButTheStringChanges() {
        final String source = "// P = \"x\"\nclass A {\n\tString P =\t\"old\" ; /* \u00e4 */ }\n";

        final String changed = passage(source, "P").with("new");

        assertThat(changed).isEqualTo("// P = \"x\"\nclass A {\n\tString P =\t\"new\" ; /* \u00e4 */ }\n");
    }

    @Test
    void aTextBlockStaysOneWithItsIndentation() {
        final String source = "class A {\n  String P = \"\"\"\n      Old.\n\n      More.\n      \"\"\";\n}\n";

        final String changed = passage(source, "P").with("New.\n\n  Less.\n");

        assertThat(changed)
                .isEqualTo("class A {\n  String P = \"\"\"\n      New.\n\n        Less.\n      \"\"\";\n}\n");
    }

    @Test
    void aSumStaysALiteralForEachLine() {
        final String source = "class A {\n  String P = \"Old.\\n\"\n      + \"More.\";\n}\n";

        assertThat(passage(source, "P").with("New.\n\nLess."))
                .isEqualTo("class A {\n  String P = \"New.\\n\"\n      + \"\\n\"\n      + \"Less.\";\n}\n");
    }

    @Test
    void anArrayOfAnAnnotationStaysOneWithItsDelimiter() {
        final String source = """
                interface A {
                    @UserMessage(value = {
                        "Old.",
                        "More."
                    }, delimiter = " / ")
                    String answer(String text);
                }
                """;

        final Passage passage = passage(source, "answer");

        assertThat(passage.text()).isEqualTo("Old. / More.");
        assertThat(passage.with("New. / Less. / End.")).isEqualTo("""
                interface A {
                    @UserMessage(value = {
                        "New.",
                        "Less.",
                        "End."
                    }, delimiter = " / ")
                    String answer(String text);
                }
                """);
    }

    @Test
    void anArgumentIsTheUserMessageWhereThereIsNoTextOfOne() {
        final String source = "interface A { @SystemMessage(\"Old.\") String answer(@UserMessage String text); }";

        final Passage user = passage(source, "answer");

        assertThat(place("answer").messages(source).get(Role.SYSTEM))
                .extracting(Passage::text)
                .isEqualTo("Old.");
        assertThat(user.text()).isEqualTo("{{text}}");
        assertThatThrownBy(() -> user.with("x")).hasMessageContaining("is its user message");
    }

    @Test
    void theSystemMessageOfATypeIsReadWithItsMethodsAndCantBeReplacedThere() {
        final String source =
                "@SystemMessage(\"Be brief.\") interface A { @UserMessage(\"Old {{t}}\") String answer(String t); }";

        assertThat(place("answer").messages(source).get(Role.SYSTEM))
                .extracting(Passage::text)
                .isEqualTo("Be brief.");
        assertThatThrownBy(() -> Objects.requireNonNull(
                                place("answer").messages(source).get(Role.SYSTEM))
                        .with("New."))
                .hasMessageContaining("holds for all of its methods; put one at the method answer");
    }

    @Test
    void aFieldThatNoParameterFillsInIsRefused() {
        final String source = "interface A { @UserMessage(\"\") String answer(@V(\"ticket\") String t, String it); }";

        place("answer").requireFilled(source, List.of("ticket", "it"));

        assertThatThrownBy(() -> place("answer").requireFilled(source, List.of("message")))
                .hasMessage("the method answer has no parameter for {{message}}, but ticket, it; name one with"
                        + " @V(\"message\")");
    }

    @Test
    void aCommentBetweenThePiecesIsNotLost() {
        final Passage passage = passage("class A { String P = \"a\" // why\n + \"b\"; }", "P");

        assertThatThrownBy(() -> passage.with("c")).hasMessageContaining("a comment stands between the pieces");
    }

    @Test
    void aWholeNameGoesBeforeTheEndOfAnother() {
        final String source = "class A { String X = \"a\"; } class B { static class A { String X = \"b\"; } }";

        assertThat(passage(source, "A.X").text()).isEqualTo("a");
        assertThat(passage(source, "B.A.X").text()).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Use {{#x}} here. ", "Use {{a b}} here. ", "}}"})
    void whatLangChain4jCantSayIsRefused(String literal) {
        final Prompt prompt = Prompt.ofInstruction(
                PromptTemplate.standard(List.of("text"), Layout.USER, DemonstrationsAs.TEXT), literal + "Go.");

        assertThatThrownBy(() -> place("P")
                        .put(
                                "class A { String P = \"\"; }",
                                prompt,
                                List.of("text"),
                                prompt.answering().template()))
                .hasMessageContaining("double braces");
    }

    @Test
    void aTypeTellsPlacesOfOneNameApart() {
        final String source = "class A { String P = \"a\"; static class B { String P = \"b\"; } }";

        assertThat(passage(source, "A.P").text()).isEqualTo("a");
        assertThat(passage(source, "B.P").text()).isEqualTo("b");
        assertThatThrownBy(() -> passage(source, "P"))
                .hasMessage(
                        "it has P 2 times: as A.P, A.B.P; name one of them so, or give overloads names of their own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "class A { String Q = \"a\"; }~it has no String constant P, and no method of that name with @SystemMessage or"
                        + " @UserMessage; there are: A.Q",
                "class A { String P = \"a\" + A.class; }~the constant P is not made of string literals alone; write its text"
                        + " there, in one or several",
                "class A { String P = \"a\" }~it can't be read as Java",
                "interface A { @UserMessage(fromResource = \"/u.txt\") String P(String t); }~@UserMessage takes its text from"
                        + " the resource \"/u.txt\"; name that file instead",
                "interface A { @UserMessage(B.TEXT) String P(String t); }~@UserMessage is not made of string literals alone",
                "interface A { @SystemMessage(\"a\") String P(String t, String u); }~the method P has no text in @UserMessage,"
                        + " and 2 parameters; write the text there, with {{name}} for each",
            })
    void whatIsNoPlaceIsRefusedWithWhatToDo(String source, String message) {
        assertThatThrownBy(() -> place("P").messages(source)).hasMessageStartingWith(message);
    }

    private static Passage passage(String source, String marker) {
        return Objects.requireNonNull(place(marker).messages(source).get(Role.USER));
    }

    private static JavaPlace place(String marker) {
        return new JavaPlace(marker, Exports.named("langchain4j"));
    }

    private Map<String, String> compiled(String source) throws Exception {
        final Path file = Files.writeString(folder.resolve("Prompts.java"), source);
        final List<String> arguments = new ArrayList<>(List.of("-encoding", "UTF-8", "-d", folder.toString()));
        arguments.add(file.toString());
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        final Map<String, String> constants = new LinkedHashMap<>();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            for (final var field : loader.loadClass("Prompts").getDeclaredFields()) {
                field.setAccessible(true);
                constants.put(field.getName(), String.valueOf(field.get(null)));
            }
        }
        return constants;
    }
}
