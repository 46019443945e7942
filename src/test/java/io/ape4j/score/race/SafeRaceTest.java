package io.ape4j.score.race;

import static io.ape4j.score.race.ScoreTable.constant;
import static io.ape4j.score.race.ScoreTable.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SafeRaceTest {
    private static final double ERROR_RATE = 0.05;
    private static final int PLENTY = 1_000_000;

    @Property(tries = 150)
    void neverAsksForMoreThanItsBudgetAndRanksAllOnce(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 100) Integer> accuracies,
            @ForAll @IntRange(max = 400) int budget,
            @ForAll @IntRange(min = 1, max = 40) int examples,
            @ForAll @IntRange(min = 1, max = 9) int block,
            @ForAll @IntRange(min = 1, max = 4) int stay) {
        final ScoreTable table = table(accuracies, examples);

        final SafeRace.Result result =
                new SafeRace(table.board, table.examples, block, ERROR_RATE).run(table.prompts, budget, stay);

        assertThat(table.asker.asked()).isLessThanOrEqualTo(budget);
        assertThat(result.ranking()).containsExactlyInAnyOrderElementsOf(table.prompts);
        assertThat(result.left()).hasSizeGreaterThanOrEqualTo(Math.min(stay, accuracies.size()));
        final List<Prompt> all = new ArrayList<>(result.left());
        result.departures().forEach(departure -> all.add(departure.prompt()));
        assertThat(all).containsExactlyInAnyOrderElementsOf(table.prompts);
    }

    @Property(tries = 100)
    void onlyTheSurelyWorseLeaveWhereAllCanBeAfforded(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 100) Integer> accuracies,
            @ForAll @IntRange(min = 1, max = 40) int examples) {
        final ScoreTable table = table(accuracies, examples);

        final SafeRace.Result result = new SafeRace(table.board, table.examples, 4, ERROR_RATE)
                .run(table.prompts, (long) accuracies.size() * examples, 1);

        assertThat(result.guarantee()).isEqualTo(Guarantee.SURE);
        assertThat(result.complete()).isTrue();
        assertThat(result.departures()).allMatch(departure -> departure.guarantee() == Guarantee.SURE);
        assertThat(result.eliminationError()).isEqualTo(ERROR_RATE);
    }

    private static ScoreTable table(List<Integer> accuracies, int examples) {
        return new ScoreTable(IntStream.range(0, accuracies.size())
                .mapToObj(i -> row(examples, accuracies.get(i) / 100.0, i))
                .toArray(double[][]::new));
    }

    @Test
    void stopsAsSoonAsOneIsLeft() {
        final ScoreTable table = new ScoreTable(constant(100, 0), constant(100, 1), constant(100, 0.1));

        final SafeRace.Result result =
                new SafeRace(table.board, table.examples, 4, ERROR_RATE).run(table.prompts, PLENTY, 1);

        assertThat(result.left()).containsExactly(table.prompts.get(1));
        assertThat(result.ranking()).containsExactly(table.prompts.get(1), table.prompts.get(2), table.prompts.get(0));
        assertThat(result.guarantee()).isEqualTo(Guarantee.SURE);
        assertThat(table.asker.asked()).isLessThan(3 * 20);
    }

    @Test
    void findsWhatFullEvaluationFindsWithFewerCalls() {
        final int races = 60;
        int same = 0;
        long asked = 0;
        for (int race = 0; race < races; race++) {
            final int number = race;
            final ScoreTable table = new ScoreTable(IntStream.range(0, 8)
                    .mapToObj(i -> row(120, i == 3 ? 0.7 : 0.45, 8L * number + i))
                    .toArray(double[][]::new));

            final SafeRace.Result result =
                    new SafeRace(table.board, table.examples, 4, ERROR_RATE).run(table.prompts, PLENTY, 1);

            same += table.mean(result.ranking().get(0)) == table.bestMean() ? 1 : 0;
            asked += table.asker.asked();
        }

        assertThat(same).isGreaterThanOrEqualTo((int) (races * (1 - ERROR_RATE)));
        assertThat(asked).isLessThan(races * 8L * 120 * 7 / 10);
    }

    @Test
    void halvesByRankAndSaysSoWhereTheBudgetIsTooSmallForAnythingElse() {
        final ScoreTable table = new ScoreTable(IntStream.range(0, 12)
                .mapToObj(i -> row(100, i == 5 ? 0.9 : 0.4, i))
                .toArray(double[][]::new));
        final SafeRace race = new SafeRace(table.board, table.examples, 4, ERROR_RATE);

        assertThat(race.canBeSure(table.prompts, 100)).isFalse();
        final SafeRace.Result result = race.run(table.prompts, 100, 1);

        assertThat(result.guarantee()).isEqualTo(Guarantee.BY_RANK);
        assertThat(result.departures()).extracting(Departure::guarantee).containsOnly(Guarantee.BY_RANK);
        assertThat(result.left()).containsExactly(table.prompts.get(5));
        assertThat(result.complete()).isTrue();
    }

    @Test
    void dropsTheUselessForCertainBeforeItHalvesByRank() {
        final ScoreTable table = new ScoreTable(IntStream.range(0, 12)
                .mapToObj(i -> i < 6 ? constant(200, 0) : row(200, 0.7 + 0.01 * i, i))
                .toArray(double[][]::new));
        final SafeRace race = new SafeRace(table.board, table.examples, 4, ERROR_RATE);

        assertThat(race.canBeSure(table.prompts, 400)).isTrue();
        final SafeRace.Result result = race.run(table.prompts, 400, 1);

        assertThat(result.guarantee()).isEqualTo(Guarantee.BY_RANK);
        assertThat(result.departures().subList(0, 6))
                .allMatch(departure -> departure.guarantee() == Guarantee.SURE)
                .extracting(Departure::prompt)
                .containsExactlyInAnyOrderElementsOf(table.prompts.subList(0, 6));
        assertThat(result.departures().get(10).guarantee()).isEqualTo(Guarantee.BY_RANK);
    }

    @Test
    void aBudgetForEverythingCanBeSureHoweverSmall() {
        final ScoreTable table = new ScoreTable(constant(3, 1), constant(3, 0));
        final SafeRace race = new SafeRace(table.board, table.examples, 4, ERROR_RATE);

        assertThat(race.canBeSure(table.prompts, 6)).isTrue();
        assertThat(race.canBeSure(table.prompts, 3)).isFalse();
    }

    @Test
    void scoresThatAreThereCostNothing() {
        final ScoreTable table = new ScoreTable(row(30, 0.6, 1), row(30, 0.5, 2), row(30, 0.1, 3));
        table.board.score(table.prompts, table.examples);

        final SafeRace.Result result =
                new SafeRace(table.board, table.examples, 4, ERROR_RATE).run(table.prompts, 0, 1);

        assertThat(table.asker.asked()).isEqualTo(90);
        assertThat(result.guarantee()).isEqualTo(Guarantee.SURE);
        assertThat(result.ranking().get(0)).isEqualTo(table.prompts.get(0));
    }

    @Test
    void aBudgetThatEndsUnderWayEndsTheRace() {
        final ScoreTable table = new ScoreTable(20, row(30, 0.6, 1), row(30, 0.5, 2), row(30, 0.4, 3));

        final SafeRace.Result result =
                new SafeRace(table.board, table.examples, 4, ERROR_RATE).run(table.prompts, PLENTY, 1);

        assertThat(table.asker.asked()).isEqualTo(20);
        assertThat(result.complete()).isFalse();
        assertThat(result.guarantee()).isEqualTo(Guarantee.SURE);
    }

    @Test
    void withoutABudgetNobodyLeavesAndTheOrderStands() {
        final ScoreTable table = new ScoreTable(row(30, 0.1, 1), row(30, 0.9, 2));

        final SafeRace.Result result =
                new SafeRace(table.board, table.examples, 4, ERROR_RATE).run(table.prompts, 1, 1);

        assertThat(result.ranking()).isEqualTo(table.prompts);
        assertThat(result.complete()).isFalse();
        assertThat(table.asker.asked()).isZero();
    }

    @Test
    void earlierContendersWinTies() {
        final ScoreTable table = new ScoreTable(constant(20, 0.5), constant(20, 0.5), constant(20, 0.5));

        assertThat(new SafeRace(table.board, table.examples, 4, ERROR_RATE)
                        .run(table.prompts, PLENTY, 1)
                        .ranking())
                .isEqualTo(table.prompts);
    }

    @Test
    void refusesWhatCantBe() {
        final ScoreTable table = new ScoreTable(constant(5, 1), constant(5, 0));

        assertThatThrownBy(() -> new SafeRace(table.board, table.examples, 0, ERROR_RATE))
                .hasMessageContaining("blockSize");
        assertThatThrownBy(() -> new SafeRace(table.board, List.of(), 4, ERROR_RATE))
                .hasMessageContaining("at least one example");
        assertThatThrownBy(() -> new SafeRace(table.board, table.examples, 1, 1.5))
                .hasMessageContaining("error rate");
    }
}
