package io.ape4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.report.WordDiff.Fate;
import io.ape4j.report.WordDiff.Run;
import org.junit.jupiter.api.Test;

class WordDiffTest {
    @Test
    void aReplacedWordIsRemovedAndThenAdded() {
        final WordDiff diff = WordDiff.of("Say the date.", "Say the ISO date.\n");

        assertThat(diff.runs())
                .containsExactly(
                        new Run(Fate.KEPT, "Say the"), new Run(Fate.ADDED, "ISO"), new Run(Fate.KEPT, "date."));
    }

    @Test
    void ofTextsThatShareNothingOneIsRemovedAndTheOtherAdded() {
        final WordDiff diff = WordDiff.of("Yes or no?", "Answer briefly.");

        assertThat(diff.runs())
                .containsExactly(new Run(Fate.REMOVED, "Yes or no?"), new Run(Fate.ADDED, "Answer briefly."));
    }
}
