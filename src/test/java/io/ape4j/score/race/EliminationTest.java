package io.ape4j.score.race;

import static io.ape4j.score.race.ScoreTable.constant;
import static io.ape4j.score.race.ScoreTable.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.prompt.Prompt;
import io.ape4j.stats.sequential.BettingTest;
import io.ape4j.task.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EliminationTest {
    private static final double ERROR_RATE = 0.05;
    private static final int ORDERS = Boolean.getBoolean("ape4j.long") ? 10_000 : 500;
    /** Three standard errors of a share of 5%. */
    private static final double TOLERANCE = 3 * Math.sqrt(ERROR_RATE * (1 - ERROR_RATE) / ORDERS);

    /** Accuracies of the best and of the five others: equal, a little apart, and where hardly anything is ever right. */
    @ParameterizedTest
    @CsvSource({"0.6, 0.6", "0.62, 0.58", "0.05, 0.03"})
    void aBestOfAllExamplesIsDroppedAtMostAsOftenAsTheErrorRateSays(double best, double others) {
        final int examples = 60;
        final double[][] rows = IntStream.range(0, 6)
                .mapToObj(i -> row(examples, i == 2 ? best : others, i))
                .toArray(double[][]::new);
        final ScoreTable table = new ScoreTable(rows);
        final Prompt first = table.prompts.stream()
                .filter(prompt -> table.mean(prompt) == table.bestMean())
                .findFirst()
                .orElseThrow();
        table.board.score(table.prompts, table.examples);
        int dropped = 0;
        for (int order = 0; order < ORDERS; order++) {
            dropped += departures(table, table.shuffled(order)).stream()
                            .anyMatch(departure -> departure.prompt().equals(first))
                    ? 1
                    : 0;
        }

        assertThat((double) dropped / ORDERS).isLessThan(ERROR_RATE + TOLERANCE);
    }

    @Test
    void equalRowsAreNeverTold() {
        final double[] same = row(40, 0.5, 1);
        final ScoreTable table = new ScoreTable(same, same, same);
        table.board.score(table.prompts, table.examples);

        assertThat(departures(table, table.examples)).isEmpty();
    }

    private static List<Departure> departures(ScoreTable table, List<Example> order) {
        return new Elimination(table.prompts, order, ERROR_RATE, 1).observe(table.board, order.size());
    }

    @Test
    void whoAlwaysLosesIsDroppedAfterTheFewestExamples() {
        final ScoreTable table = new ScoreTable(constant(100, 1), constant(100, 0), constant(100, 1));
        table.board.score(table.prompts, table.examples);

        final int fewest = Elimination.fewestExamples(100, ERROR_RATE);

        assertThat(fewest).isBetween(5, 8);
        assertThat(departures(table, table.examples))
                .containsExactly(new Departure(table.prompts.get(1), fewest, Guarantee.SURE));
    }

    @Test
    void fewerExamplesInAllOrMoreRiskTakeFewer() {
        assertThat(Elimination.fewestExamples(1, ERROR_RATE)).isEqualTo(1);
        assertThat(Elimination.fewestExamples(5, ERROR_RATE)).isLessThanOrEqualTo(3);
        assertThat(Elimination.fewestExamples(100, 0.2))
                .isLessThan(Elimination.fewestExamples(100, ERROR_RATE))
                .isLessThan(Elimination.fewestExamples(100, 0.001));
    }

    @Test
    void leavesWhenTheMeanOfTheEvidenceOfAllRivalsIsEnough() {
        final ScoreTable table = new ScoreTable(row(200, 0.7, 1), row(200, 0.65, 2), row(200, 0.4, 3));
        table.board.score(table.prompts, table.examples);

        final List<Departure> departures = departures(table, table.examples);

        assertThat(departures.get(0))
                .isEqualTo(new Departure(table.prompts.get(2), expectedExamples(table), Guarantee.SURE));
    }

    /** When the third leaves if nobody does before: directly from the tests. */
    private static int expectedExamples(ScoreTable table) {
        final BettingTest firstIsNoBetter = BettingTest.ofMeanAtMost(0, 200);
        final BettingTest secondIsNoBetter = BettingTest.ofMeanAtMost(0, 200);
        int seen = 0;
        while ((firstIsNoBetter.eValue() + secondIsNoBetter.eValue()) / 2 < 1 / ERROR_RATE) {
            final double third = value(table, 2, seen);
            firstIsNoBetter.add(value(table, 0, seen) - third);
            secondIsNoBetter.add(value(table, 1, seen) - third);
            seen++;
        }
        return seen;
    }

    private static double value(ScoreTable table, int prompt, int example) {
        return Objects.requireNonNull(table.board.of(table.prompts.get(prompt)).get(table.examples.get(example)))
                .value();
    }

    @Test
    void blocksDoNotMatter() {
        final ScoreTable table = new ScoreTable(row(120, 0.7, 4), row(120, 0.5, 5), row(120, 0.3, 6), row(120, 0.1, 7));
        table.board.score(table.prompts, table.examples);
        final Elimination byBlocks = new Elimination(table.prompts, table.examples, ERROR_RATE, 1);
        final List<Departure> departures = new ArrayList<>();
        for (int upTo = 0; upTo <= 120; upTo += 15) {
            departures.addAll(byBlocks.observe(table.board, upTo));
        }

        assertThat(departures).isNotEmpty().isEqualTo(departures(table, table.examples));
    }

    @Test
    void soManyStayAsAreToldTo() {
        final ScoreTable table = new ScoreTable(
                constant(100, 0.1), constant(100, 1), constant(100, 0.2), constant(100, 0.3), constant(100, 0));
        table.board.score(table.prompts, table.examples);

        final List<Departure> departures =
                new Elimination(table.prompts, table.examples, ERROR_RATE, 3).observe(table.board, 100);

        assertThat(departures)
                .extracting(Departure::prompt)
                .containsExactlyInAnyOrder(table.prompts.get(0), table.prompts.get(4));
    }

    @Test
    void stopsWhereAScoreIsMissing() {
        final ScoreTable table = new ScoreTable(constant(50, 1), constant(50, 0));
        final Elimination elimination = new Elimination(table.prompts, table.examples, ERROR_RATE, 1);
        table.board.score(table.prompts, table.examples.subList(0, 3));
        table.board.score(table.prompts.subList(0, 1), table.examples);
        assertThat(elimination.observe(table.board, 50)).isEmpty();

        table.board.score(table.prompts, table.examples);
        assertThat(elimination.observe(table.board, 50)).hasSize(1);
    }

    @Test
    void whoWasRemovedIsNotWaitedFor() {
        final ScoreTable table = new ScoreTable(constant(50, 1), constant(50, 0), constant(50, 1));
        final Elimination elimination = new Elimination(table.prompts, table.examples, ERROR_RATE, 1);
        elimination.remove(table.prompts.get(2));
        table.board.score(table.prompts.subList(0, 2), table.examples);

        assertThat(elimination.observe(table.board, 50)).hasSize(1);
    }

    @Test
    void refusesWhatCantBe() {
        final ScoreTable table = new ScoreTable(constant(5, 1), constant(5, 0));
        final List<Prompt> twice = Arrays.asList(table.prompts.get(0), table.prompts.get(0));

        assertThatThrownBy(() -> new Elimination(twice, table.examples, ERROR_RATE, 1))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Elimination(table.prompts, table.examples, 0, 1))
                .hasMessageContaining("error rate");
        assertThatThrownBy(() -> new Elimination(table.prompts, List.of(), ERROR_RATE, 1))
                .hasMessageContaining("at least one example");
        assertThatThrownBy(() -> new Elimination(table.prompts, table.examples, ERROR_RATE, 0))
                .hasMessageContaining("stay");
    }
}
