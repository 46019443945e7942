package io.ape4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private TerminalSize size = new TerminalSize(80, 24);
    private final Screen screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> size);

    @Test
    void linesAreWrittenOverAndTheCursorGoesBackToTheFirst() {
        screen.show(List.of("one", "two"));
        bytes.reset();

        screen.show(List.of("three", "four"));

        assertThat(written()).isEqualTo("\r\u001b[?7lthree\u001b[K\nfour\u001b[K\n\u001b[J\u001b[?7h\r\u001b[2A");
    }

    @Test
    void whatIsPrintedMeanwhileStaysAboveThem() {
        screen.show(List.of("one"));
        bytes.reset();

        screen.printAbove("a note");

        assertThat(written()).startsWith("\r\u001b[Ja note\n").contains("one\u001b[K\n");
    }

    @Test
    void afterTheWindowHasChangedAllThatMayHaveWrappedIsErasedFirst() {
        screen.show(List.of("one"));
        bytes.reset();

        size = new TerminalSize(40, 24);
        screen.show(List.of("one"));

        assertThat(written()).startsWith("\r\u001b[?7l\u001b[Jone");
    }

    @Test
    void moreLinesThanThereAreRowsWouldScrollSoTheLastAreLeftOut() {
        size = new TerminalSize(80, 3);

        screen.show(List.of("one", "two", "three"));

        assertThat(written()).contains("one", "two", "\u001b[2A").doesNotContain("three");
    }

    @Test
    void withoutSuchLinesTextIsPrintedAsItIs() {
        screen.printAbove("a note");
        screen.clear();

        assertThat(written()).isEqualTo("a note" + System.lineSeparator());
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
