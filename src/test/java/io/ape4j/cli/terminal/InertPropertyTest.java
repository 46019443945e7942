package io.ape4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Case 19: whatever a terminal is given, in whichever way, it gets what it can only show. */
class InertPropertyTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyWayToATerminalNeutralisesText(@ForAll("texts") String text) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        final Terminal terminal = Terminal.of(stream, stream);

        terminal.data(text);
        terminal.raw(text);
        terminal.note(text);
        terminal.error(text);
        terminal.trace(new IllegalStateException(text, new RuntimeException(text)));
        terminal.json(JsonNodeFactory.instance.objectNode().put(text, text));
        assertThat(terminal.confirms(text)).isFalse();

        final String shown = bytes.toString(StandardCharsets.UTF_8);
        assertThat(shown.codePoints()).allMatch(point -> point == '\n' || point == '\t' || isShown(point));
        assertThat(Inert.line(text, 40).codePoints()).allMatch(InertPropertyTest::isShown);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void jsonStaysTheSameValue(@ForAll("texts") String text) throws JsonProcessingException {
        assertThat(JSON.readValue(Inert.json(JSON.writeValueAsString(text)), String.class))
                .isEqualTo(text);
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    @Provide
    static Arbitrary<String> texts() {
        final Arbitrary<String> pieces = Arbitraries.of(
                "\u001b[2J",
                "\u001b]0;t\u0007",
                "\u009b2J",
                "\u0090q\u009c",
                "\u202e",
                "\u2066",
                "\u200b",
                "\ufeff",
                "\0",
                "\r\n",
                "\r",
                "\n",
                "\t",
                "\u2028",
                "\u0085",
                "\u007f",
                "\ud83d",
                "\udc00",
                "\udb40\udc41",
                "word ",
                "\ud83d\udc4d");
        return Arbitraries.oneOf(pieces, Arbitraries.strings().all().ofMaxLength(6))
                .list()
                .ofMaxSize(6)
                .map(all -> String.join("", all));
    }
}
