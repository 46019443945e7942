package io.ape4j.bench.racing;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asker;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import io.ape4j.score.Score;
import io.ape4j.score.Scorer;
import io.ape4j.score.race.Guarantee;
import io.ape4j.score.race.SafeRace;
import io.ape4j.score.race.ScoreBoard;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The real {@link SafeRace} over a real {@link ScoreBoard}; only the model is simulated.
 *
 * @param share of full evaluation's calls that it may take
 * @param blockSize examples asked for at once
 * @param errorRate most chance of a false elimination
 */
public record SafeRacing(double share, int blockSize, double errorRate) implements RacingMethod {
    private static final int STANDARD_BLOCK = 4;
    private static final double STANDARD_ERROR_RATE = 0.05;

    /** With blocks of four and an error rate of 5%. */
    public SafeRacing(double share) {
        this(share, STANDARD_BLOCK, STANDARD_ERROR_RATE);
    }

    @Override
    public String name() {
        return Rivals.percent("safe race", share)
                + (blockSize == STANDARD_BLOCK ? "" : ", blocks of " + blockSize)
                + (errorRate == STANDARD_ERROR_RATE ? "" : String.format(Locale.ROOT, ", error rate %.2f", errorRate));
    }

    @Override
    public Finish run(Contest contest) {
        final TaskBuilder builder = TaskBuilder.named("contest");
        for (int example = 0; example < contest.examples(); example++) {
            builder.example(Map.of(TaskBuilder.SINGLE_FIELD, "" + example), List.of("right"), Split.SELECT);
        }
        final Task task = builder.build();
        final List<Example> examples = task.examples(Split.SELECT);
        final List<Prompt> prompts = IntStream.range(0, contest.contenders())
                .mapToObj(one -> Prompt.ofInstruction(task.template(), "" + one))
                .toList();
        final SimulatedAsker asker = new SimulatedAsker(contest);
        final ScoreBoard board = new ScoreBoard(new Scorer(task, new OneIfRight()), asker);
        final SafeRace.Result result = new SafeRace(board, examples, blockSize, errorRate)
                .run(prompts, (long) (share * contest.allCalls()), 1);
        return new Finish(
                result.left().stream().map(prompts::indexOf).toList(),
                asker.asked,
                result.guarantee() == Guarantee.SURE);
    }

    private record OneIfRight() implements Metric {
        @Override
        public String identity() {
            return "one-if-right/1";
        }

        @Override
        public Asking<Score> score(Example example, String answer) {
            return Asking.done(Score.of("right".equals(answer) ? 1 : 0));
        }
    }

    /** Reads the numbers of contender and example from the message, which holds nothing else. */
    private static final class SimulatedAsker implements Asker {
        private final Contest contest;
        private long asked;

        SimulatedAsker(Contest contest) {
            this.contest = contest;
        }

        @Override
        public <T> List<Optional<T>> all(List<Asking<T>> askings) {
            return askings.stream().map(asking -> Optional.of(result(asking))).toList();
        }

        private <T> T result(Asking<T> asking) {
            Asking<T> state = asking;
            while (state instanceof Asking.Ask<T> ask) {
                asked++;
                state = ask.next().apply(Answer.of(answer(ask.request()), Answer.Finish.STOP, Usage.NONE));
            }
            return ((Asking.Done<T>) state).value();
        }

        private String answer(Request request) {
            final String text =
                    request.messages().get(request.messages().size() - 1).text();
            final int[] numbers = Arrays.stream(text.split("\\D+", -1))
                    .filter(word -> !word.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return contest.score(numbers[0], numbers[1]) == 1 ? "right" : "wrong";
        }

        @Override
        public long mostCalls() {
            return contest.allCalls();
        }

        @Override
        public long remainingCalls(ModelRole role) {
            return contest.allCalls() - asked;
        }

        @Override
        public boolean isExhausted() {
            return false;
        }
    }
}
