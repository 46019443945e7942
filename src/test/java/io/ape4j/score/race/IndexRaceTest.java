package io.ape4j.score.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.prompt.Prompt;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IndexRaceTest {
    private static final int MANY = 1_000_000;

    @Property(tries = 300)
    void neverAsksForMoreThanItsBudgetAndRanksAllOnce(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 100) Integer> qualities,
            @ForAll @IntRange(max = 200) int budget,
            @ForAll @IntRange(min = 1, max = 30) int examples,
            @ForAll @IntRange(min = 1, max = 9) int block) {
        final Track track = new Track(examples, MANY);
        final List<Prompt> contenders = track.prompts(qualities);

        final List<Prompt> ranking = new IndexRace(track.board, track.examples, block).run(contenders, budget);

        assertThat(track.asker.asked()).isLessThanOrEqualTo(budget);
        assertThat(ranking).containsExactlyInAnyOrderElementsOf(contenders);
    }

    @Property(tries = 300)
    void whatIsScoredAlikeIsScoredOnTheSameExamples(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(max = 100) Integer> qualities,
            @ForAll @IntRange(max = 120) int budget,
            @ForAll @IntRange(min = 1, max = 5) int block) {
        final Track track = new Track(20, MANY);
        final List<Prompt> contenders = track.prompts(qualities);

        new IndexRace(track.board, track.examples, block).run(contenders, budget);

        for (final Prompt prompt : contenders) {
            assertThat(track.board.of(prompt).keySet())
                    .containsExactlyElementsOf(track.examples.subList(0, track.board.count(prompt)));
        }
    }

    @Property(tries = 300)
    void theBestWinsWhereAllHaveSeenEnough(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 100) Integer> qualities,
            @ForAll @IntRange(min = 1, max = 9) int block) {
        final Track track = new Track(16, MANY);
        final List<Prompt> contenders = track.prompts(qualities);

        final List<Prompt> ranking = new IndexRace(track.board, track.examples, block).run(contenders, MANY);

        assertThat(track.quality(ranking.get(0)))
                .isEqualTo(contenders.stream().mapToInt(track::quality).max().orElseThrow());
        assertThat(track.asker.asked()).isEqualTo(contenders.size() * 16L);
    }

    @Test
    void spendsMostOnThePromising() {
        final Track track = new Track(100, MANY);
        final List<Prompt> contenders = track.prompts(
                IntStream.range(0, 20).mapToObj(i -> i == 13 ? 90 : 10).toList());

        new IndexRace(track.board, track.examples, 2).run(contenders, 300);

        final int best = track.board.count(contenders.get(13));
        assertThat(best)
                .isEqualTo(
                        contenders.stream().mapToInt(track.board::count).max().orElseThrow());
        assertThat(best).isGreaterThan(2 * 300 / 20);
        assertThat(contenders)
                .allSatisfy(prompt -> assertThat(track.board.count(prompt)).isGreaterThanOrEqualTo(2));
    }

    @Test
    void scoresTheFirstContendersWhereNotAllCanBe() {
        final Track track = new Track(10, MANY);
        final List<Prompt> contenders = track.prompts(List.of(10, 20, 30, 40));

        new IndexRace(track.board, track.examples, 2).run(contenders, 5);

        assertThat(contenders.stream().map(track.board::count)).containsExactly(2, 2, 1, 0);
    }

    @Test
    void endsWhereTheCapsRefuse() {
        final Track track = new Track(10, 7);
        final List<Prompt> contenders = track.prompts(List.of(10, 20, 30));

        final List<Prompt> ranking = new IndexRace(track.board, track.examples, 2).run(contenders, MANY);

        assertThat(track.asker.asked()).isEqualTo(7);
        assertThat(ranking).hasSize(3);
    }

    @Test
    void refusesABlockOfNothing() {
        final Track track = new Track(1, MANY);

        assertThatThrownBy(() -> new IndexRace(track.board, track.examples, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("blockSize must be at least 1, was 0");
    }
}
