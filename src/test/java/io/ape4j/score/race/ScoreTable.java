package io.ape4j.score.race;

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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Prompts whose score on each example is written in a table, one row for each prompt; and a board that asks for them. */
final class ScoreTable {
    final List<Prompt> prompts;
    final List<Example> examples;
    final CountingAsker asker;
    final ScoreBoard board;
    private final double[][] scores;

    ScoreTable(double[]... scores) {
        this(Long.MAX_VALUE, scores);
    }

    /** With a budget of its own for the whole board. */
    ScoreTable(long most, double[]... scores) {
        this.scores = scores;
        final TaskBuilder builder = TaskBuilder.named("table");
        for (int example = 0; example < scores[0].length; example++) {
            builder.example(Map.of(TaskBuilder.SINGLE_FIELD, "" + example), List.of("x"), Split.SELECT);
        }
        final Task task = builder.build();
        examples = task.examples(Split.SELECT);
        prompts = IntStream.range(0, scores.length)
                .mapToObj(row -> Prompt.ofInstruction(task.template(), "" + row))
                .toList();
        asker = new CountingAsker(most, this::answer);
        board = new ScoreBoard(new Scorer(task, new Said()), asker);
    }

    private String answer(Request request) {
        final int[] numbers = Arrays.stream(request.messages().get(0).text().split("\\D+", -1))
                .filter(word -> !word.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        return "" + scores[numbers[0]][numbers[1]];
    }

    /** The examples in random order. */
    List<Example> shuffled(long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final long[] keys = random.longs(examples.size()).toArray();
        return IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> keys[i]))
                .map(examples::get)
                .toList();
    }

    double mean(Prompt prompt) {
        return Arrays.stream(scores[prompts.indexOf(prompt)]).average().orElseThrow();
    }

    double bestMean() {
        return prompts.stream().mapToDouble(this::mean).max().orElseThrow();
    }

    /** A row of so many examples, right with this probability. */
    static double[] row(int examples, double accuracy, long seed) {
        final SplittableRandom random = new SplittableRandom(seed * 104_729 + 17);
        final double[] row = new double[examples];
        Arrays.setAll(row, i -> random.nextDouble() < accuracy ? 1 : 0);
        return row;
    }

    static double[] constant(int examples, double score) {
        final double[] row = new double[examples];
        Arrays.fill(row, score);
        return row;
    }

    private record Said() implements Metric {
        @Override
        public String identity() {
            return "said/1";
        }

        @Override
        public Asking<Score> score(Example example, String answer) {
            return Asking.done(Score.of(Double.parseDouble(answer)));
        }
    }
}
