package io.ape4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.report.WordDiff.Fate;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class WordDiffPropertyTest {
    @Property(tries = 200)
    void bothTextsCanBeReadOffIt(
            @ForAll @Chars({'a', 'b', ' '}) @StringLength(max = 20) String before,
            @ForAll @Chars({'a', 'b', ' '}) @StringLength(max = 20) String after) {
        final WordDiff diff = WordDiff.of(before, after);

        assertThat(without(diff, Fate.ADDED)).isEqualTo(words(before));
        assertThat(without(diff, Fate.REMOVED)).isEqualTo(words(after));
    }

    private static String without(WordDiff diff, Fate fate) {
        return diff.runs().stream()
                .filter(run -> run.fate() != fate)
                .map(WordDiff.Run::text)
                .collect(Collectors.joining(" "));
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
