package io.ape4j.score.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello, world!|Hello world
            can't o\u2019clock dogs'|can't o\u2019clock dogs
            1,000.5 costs 3.|1,000.5 costs 3
            end.Next|end Next
            snake_case __ _x|snake_case _x
            na\u00EFve cafe\u0301|na\u00EFve cafe\u0301
            \u6771\u4EAC tower|\u6771 \u4EAC tower
            \u041F\u0440\u0438\u0432\u0435\u0442-\u043C\u0438\u0440|\u041F\u0440\u0438\u0432\u0435\u0442 \u043C\u0438\u0440
            \u0939\u093F\u0928\u094D\u0926\u0940|\u0939\u093F\u0928\u094D\u0926\u0940
            \uD83D\uDE00 ok|ok""")
    void cutsAtUnicodeWordBoundaries(String text, String expected) {
        assertThat(String.join(" ", Words.of(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "the cat sat, cat, true",
        "category, cat, false",
        "concat, cat, false",
        "category cat, cat, true",
        "a well-known fact, known fact, true",
        "can't, can, false",
        "'', '', true",
        "x, '', false",
        "'', x, false",
        "\u6771\u4EAC, \u4EAC, true"
    })
    void containsAtWordBoundaries(String text, String part, boolean expected) {
        assertThat(Words.contain(text, part)).isEqualTo(expected);
    }
}
