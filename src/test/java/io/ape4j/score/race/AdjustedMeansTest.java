package io.ape4j.score.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import io.ape4j.score.Score;
import io.ape4j.score.Scorer;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdjustedMeansTest {
    @Test
    void fewExamplesCountForLess() {
        final Track track = new Track(8, 100);
        final List<Prompt> prompts = track.prompts(List.of(100, 60));
        track.board.score(prompts.subList(0, 1), track.examples.subList(0, 1));
        track.board.score(prompts.subList(1, 2), track.examples);

        final AdjustedMeans means = track.board.adjustedMeans();

        assertThat(means.of(prompts.get(0))).isStrictlyBetween(means.of(prompts.get(1)), 0.8);
        assertThat(means.of(prompts.get(1))).isCloseTo(0.6, within(0.05));
        assertThat(means.of(track.prompts(List.of(7)).get(0))).isCloseTo(5.8 / 9, within(1e-12));
    }

    @Test
    void itIsNoMeritToHaveMetEasyExamplesOnly() {
        final Sheet sheet = new Sheet(new double[][] {
            {1, 1, 1, 1, 0, 0, 0, 0},
            {1, 1, 1, 1, 0, 0, 0, 1},
            {1, 1, 1, 1}
        });

        final AdjustedMeans means = sheet.board.adjustedMeans();

        assertThat(sheet.board.mean(sheet.prompt(2))).isGreaterThan(sheet.board.mean(sheet.prompt(1)));
        assertThat(means.of(sheet.prompt(2))).isCloseTo(means.of(sheet.prompt(1)), within(0.1));
        assertThat(means.of(sheet.prompt(1))).isGreaterThan(means.of(sheet.prompt(0)));
    }

    /** The normal equations of the ridge problem, which backfitting solves step by step. */
    @Test
    void solvesThePenalisedLeastSquares() {
        final double[][] scores = {{1, 0, 1, 1, 0.5}, {0, 0, 1}, {1, 1, 1, 0}, {0.25, 0}};
        final Sheet sheet = new Sheet(scores);
        double sum = 0;
        int count = 0;
        for (final double[] row : scores) {
            for (final double score : row) {
                sum += score;
                count++;
            }
        }
        final double centre = sum / count;

        final AdjustedMeans means = sheet.board.adjustedMeans();

        final double[] effects = new double[scores.length];
        for (int p = 0; p < effects.length; p++) {
            effects[p] = means.of(sheet.prompt(p)) - centre;
        }
        final double[] difficulties = new double[5];
        for (int e = 0; e < 5; e++) {
            double residuals = 0;
            int seen = 0;
            for (int p = 0; p < scores.length; p++) {
                if (e < scores[p].length) {
                    residuals += scores[p][e] - centre - effects[p];
                    seen++;
                }
            }
            difficulties[e] = residuals / (seen + 2.0);
        }
        for (int p = 0; p < effects.length; p++) {
            double residuals = 0;
            for (int e = 0; e < scores[p].length; e++) {
                residuals += scores[p][e] - centre - difficulties[e] - effects[p];
            }
            assertThat(residuals).isCloseTo(4 * effects[p], within(1e-5));
        }
    }

    /** Scores as they stand in a table: a row for each prompt, over the first examples. */
    private static final class Sheet {
        private final Task task;
        private final ScoreBoard board;

        Sheet(double[][] scores) {
            final TaskBuilder builder = TaskBuilder.named("sheet");
            for (int e = 0; e < 8; e++) {
                builder.example(Map.of("input", "input " + e), List.of(String.valueOf(e)), Split.SELECT);
            }
            task = builder.build();
            final List<Example> examples = task.examples(Split.SELECT);
            board = new ScoreBoard(
                    new Scorer(task, new Table(scores, examples)),
                    new CountingAsker(
                            1000, request -> request.messages().get(0).text().split(" ", -1)[0]));
            for (int p = 0; p < scores.length; p++) {
                board.score(List.of(prompt(p)), examples.subList(0, scores[p].length));
            }
        }

        Prompt prompt(int row) {
            return Prompt.ofInstruction(task.template(), row + " is its row");
        }
    }

    private static final class Table implements Metric {
        private final double[][] scores;
        private final List<Example> examples;

        Table(double[][] scores, List<Example> examples) {
            this.scores = scores;
            this.examples = examples;
        }

        @Override
        public String identity() {
            return "table/1";
        }

        @Override
        public Asking<Score> score(Example example, String answer) {
            return Asking.done(Score.of(scores[Integer.parseInt(answer)][examples.indexOf(example)]));
        }
    }
}
