package io.ape4j.score.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.prompt.Prompt;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreBoardTest {
    private static final int MANY = 1_000_000;

    @Test
    void theBoardAsksForWhatIsMissingAlone() {
        final Track track = new Track(6, MANY);
        final List<Prompt> prompts = track.prompts(List.of(25, 75));

        assertThat(track.board.score(prompts.subList(0, 1), track.examples.subList(0, 4)))
                .isTrue();
        assertThat(track.board.score(prompts, track.examples.subList(0, 6))).isTrue();

        assertThat(track.asker.asked()).isEqualTo(12);
        assertThat(track.board.count(prompts.get(0))).isEqualTo(6);
        assertThat(track.board.mean(prompts.get(1))).isEqualTo(0.75);
        assertThat(track.board.mean(prompts.get(1), track.examples.subList(0, 2)))
                .isEqualTo(0.75);
        assertThat(track.board.prompts()).containsExactlyElementsOf(prompts);
    }
}
