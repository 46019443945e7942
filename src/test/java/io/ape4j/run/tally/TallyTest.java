package io.ape4j.run.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.search.SearchListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void warningsArePassedOn() {
        final List<String> heard = new ArrayList<>();
        final Tally tally = new Tally(new SearchListener() {
            @Override
            public void warning(String sentence) {
                heard.add(sentence);
            }
        });

        tally.warning("a torn line was dropped");

        assertThat(heard).containsExactly("a torn line was dropped");
    }

    @Test
    void racesAndPromptsSetAsideAreKeptInOrder() {
        final Tally tally = new Tally(SearchListener.SILENT);

        tally.raced(30, 4, 0.05);
        tally.dismissed("forward", "Write cat.", SearchListener.COPIES_HELD_OUT + " e7");
        tally.dismissed("forward", "Write.", "too long");
        tally.raced(10, 0, 0.05);

        assertThat(tally.counts().races()).containsExactly(new Counts.Race(30, 4, 0.05), new Counts.Race(10, 0, 0.05));
        assertThat(tally.counts().setAside()).containsExactly(new Counts.SetAside("forward", "Write cat.", "e7"));
        assertThat(tally.counts().dismissed()).containsEntry("copies a held-out example", 1L);
    }
}
