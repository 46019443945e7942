package io.ape4j.cli.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {
    @Test
    void aWideCharacterTakesTwoColumnsAndIsNeverHalved() {
        final Line line = Line.of("日付を書く");

        assertThat(line.columns()).isEqualTo(10);
        assertThat(line.fitted(10, false)).isEqualTo("日付を書く");
        assertThat(line.fitted(9, false)).isEqualTo("日付を...");
        assertThat(line.fitted(8, false)).isEqualTo("日付...");
    }

    @Test
    void aCutGoesThroughPiecesAndClosesTheirColours() {
        final Line line = Line.of(Ink.BOLD, "one ").add(Ink.ADDED, "two three");

        assertThat(line.fitted(9, true)).isEqualTo("\u001b[1mone \u001b[0m\u001b[32mtw\u001b[0m...");
    }
}
