package io.ape4j.score.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ape4j.model.Request;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import io.ape4j.score.Score;
import io.ape4j.score.Scorer;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    @Test
    void fewExamplesCountForLess() {
        final Track track = new Track(8, MANY);
        final List<Prompt> prompts = track.prompts(List.of(100, 60));
        track.board.score(prompts.subList(0, 1), track.examples.subList(0, 1));
        track.board.score(prompts.subList(1, 2), track.examples);

        assertThat(track.board.shrunkMean(prompts.get(0), 4)).isCloseTo((1 + 0.8 * 4) / 5, within(1e-12));
        assertThat(track.board.shrunkMean(prompts.get(1), 4)).isCloseTo((4.8 + 0.8 * 4) / 12, within(1e-12));
        assertThat(track.board.shrunkMean(track.prompts(List.of(7)).get(0), 4)).isCloseTo(0.8, within(1e-12));
    }

    /** Examples, an asker and a board. */
    private static final class Track {
        private final Task task;
        private final List<Example> examples;
        private final CountingAsker asker;
        private final ScoreBoard board;

        Track(int count, long most) {
            final TaskBuilder builder = TaskBuilder.named("race");
            for (int i = 0; i < count; i++) {
                builder.example(Map.of("input", "input " + i), List.of("x"), Split.SELECT);
            }
            task = builder.build();
            examples = task.examples(Split.SELECT);
            asker = new CountingAsker(most, Track::said);
            board = new ScoreBoard(new Scorer(task, new Said()), asker);
        }

        /** One for each number that has not come before. */
        List<Prompt> prompts(List<Integer> qualities) {
            final List<Prompt> prompts = new ArrayList<>();
            final Set<Prompt> seen = new HashSet<>();
            int number = 0;
            for (final int quality : qualities) {
                final Prompt prompt = Prompt.ofInstruction(task.template(), quality + " by " + number++);
                if (seen.add(prompt)) {
                    prompts.add(prompt);
                }
            }
            return prompts;
        }

        int quality(Prompt prompt) {
            return Integer.parseInt(prompt.instruction().split(" ", -1)[0]);
        }

        private static String said(Request request) {
            return request.messages().get(0).text().split(" ", -1)[0];
        }
    }

    private record Said() implements Metric {
        @Override
        public String identity() {
            return "said/1";
        }

        @Override
        public Asking<Score> score(Example example, String answer) {
            return Asking.done(Score.of(Integer.parseInt(answer) / 100.0));
        }
    }
}
