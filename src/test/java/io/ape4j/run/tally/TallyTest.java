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
}
