package io.ape4j.score.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.prompt.Prompt;
import io.ape4j.task.Example;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Prompts whose instruction is a number: what they score on every example. */
class RaceTest {
    private static final int MANY = 1_000_000;

    @Property(tries = 300)
    void neverAsksForMoreThanItsBudgetAndRanksAllOnce(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 100) Integer> qualities,
            @ForAll @IntRange(max = 200) int budget,
            @ForAll @IntRange(min = 1, max = 30) int examples,
            @ForAll @IntRange(min = 1, max = 9) int block,
            @ForAll @IntRange(min = 1, max = 5) int stay) {
        final Track track = new Track(examples, MANY);
        final List<Prompt> contenders = track.prompts(qualities);

        final Race.Result result = new Race(track.board, track.examples, block).run(contenders, budget, stay);

        assertThat(track.asker.asked()).isLessThanOrEqualTo(budget);
        assertThat(result.ranking()).containsExactlyInAnyOrderElementsOf(contenders);
    }

    @Property(tries = 300)
    void theBestWinsWhereNothingIsLeftToChance(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 100) Integer> qualities,
            @ForAll @IntRange(min = 12, max = 200) int budget,
            @ForAll @IntRange(min = 1, max = 9) int block) {
        final Track track = new Track(16, MANY);
        final List<Prompt> contenders = track.prompts(qualities);

        final Race.Result result = new Race(track.board, track.examples, block).run(contenders, budget, 1);

        assertThat(track.quality(result.ranking().get(0)))
                .isEqualTo(contenders.stream().mapToInt(track::quality).max().orElseThrow());
    }

    @Property(tries = 200)
    void thoseWhoLeaveAndThoseWhoStaySawTheSameExamplesInTheSameOrder(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(max = 100) Integer> qualities,
            @ForAll @IntRange(min = 12, max = 200) int budget,
            @ForAll @IntRange(min = 1, max = 9) int block) {
        final Track track = new Track(16, MANY);

        new Race(track.board, track.examples, block).run(track.prompts(qualities), budget, 2);

        for (final Prompt prompt : track.board.prompts()) {
            final List<Example> seen = List.copyOf(track.board.of(prompt).keySet());
            assertThat(seen).isEqualTo(track.examples.subList(0, seen.size()));
        }
    }

    @Property(tries = 100)
    void thoseWhoStayLongerSawNoFewerExamples(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(max = 100) Integer> qualities,
            @ForAll @IntRange(min = 12, max = 300) int budget) {
        final Track track = new Track(24, MANY);

        final Race.Result result = new Race(track.board, track.examples, 3).run(track.prompts(qualities), budget, 1);

        final List<Integer> counts =
                result.ranking().stream().map(track.board::count).toList();
        assertThat(counts).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void enoughBudgetScoresTheBestOnEveryExample() {
        final Track track = new Track(16, MANY);

        final Race.Result result =
                new Race(track.board, track.examples, 4).run(track.prompts(List.of(10, 50, 30, 90, 20, 40)), MANY, 2);

        assertThat(result.complete()).isTrue();
        assertThat(track.quality(result.ranking().get(0))).isEqualTo(90);
        assertThat(track.board.count(result.ranking().get(0))).isEqualTo(16);
        assertThat(track.board.count(result.ranking().get(5))).isEqualTo(4);
        assertThat(track.asker.asked()).isLessThan(6 * 16);
    }

    @Test
    void earlierContendersWinTies() {
        final Track track = new Track(8, MANY);
        final List<Prompt> contenders = track.prompts(List.of(50, 50, 50));

        assertThat(new Race(track.board, track.examples, 2)
                        .run(contenders, MANY, 1)
                        .ranking())
                .isEqualTo(contenders);
    }

    @Test
    void scoresThatAreThereCostNothing() {
        final Track track = new Track(8, MANY);
        final List<Prompt> contenders = track.prompts(List.of(10, 20));
        new Race(track.board, track.examples, 8).run(contenders, MANY, 2);
        final long before = track.asker.asked();

        final Race.Result again = new Race(track.board, track.examples, 8).run(contenders, 0, 2);

        assertThat(track.asker.asked()).isEqualTo(before).isEqualTo(16);
        assertThat(again.complete()).isTrue();
    }

    @Test
    void aBudgetThatEndsUnderWayEndsTheRace() {
        final Track track = new Track(8, 5);

        final Race.Result result =
                new Race(track.board, track.examples, 4).run(track.prompts(List.of(10, 90)), MANY, 1);

        assertThat(result.complete()).isFalse();
        assertThat(track.asker.asked()).isEqualTo(5);
    }

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
