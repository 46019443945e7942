package io.ape4j.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asker;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.Scorer;
import io.ape4j.score.race.ScoreBoard;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 20 examples; a prompt is right on as many as was planned for its instruction. */
class ShortestWithinTest {
    private static final int EXAMPLES = 20;

    private final Task task = task();
    private final Metric metric = Metrics.of(task);
    private final Map<String, Integer> right = new HashMap<>();
    private final ScoreBoard board = new ScoreBoard(new Scorer(task, metric), new Scripted());
    private final Prompt best = Prompt.ofInstruction(task.template(), "A long instruction that is best");
    private final Prompt brief = Prompt.ofInstruction(task.template(), "Brief");

    @AfterEach
    void close() {
        metric.close();
    }

    @Test
    void theShorterOfTwoAsGoodWins() {
        score(best, 16, EXAMPLES);
        score(brief, 16, EXAMPLES);

        assertThat(within(0).of(List.of(best, brief))).isEqualTo(brief);
    }

    @Test
    void whatIsWorseThanToleratedDoesNotWin() {
        score(best, 16, EXAMPLES);
        score(brief, 15, EXAMPLES);

        assertThat(within(0.01).of(List.of(best, brief))).isEqualTo(best);
        assertThat(within(0.05).of(List.of(best, brief))).isEqualTo(brief);
    }

    @Test
    void aLuckyFewExamplesAreNotEnough() {
        score(best, 16, EXAMPLES);
        score(brief, 9, EXAMPLES / 2 - 1);

        assertThat(within(0.01).of(List.of(best, brief))).isEqualTo(best);
    }

    @Test
    void whatIsShorterAndPerhapsAsGoodIsAContenderAndWhatIsSurelyWorseIsNot() {
        final Prompt bad = Prompt.ofInstruction(task.template(), "Bad");
        final Prompt longer = Prompt.ofInstruction(task.template(), "An even longer instruction, as good as any");
        score(best, 16, EXAMPLES);
        score(brief, 15, EXAMPLES);
        score(bad, 2, EXAMPLES);
        score(longer, 16, EXAMPLES);

        assertThat(within(0.01).contenders(List.of(best, longer, brief, bad), 5))
                .containsExactly(brief);
    }

    private ShortestWithin within(double tolerance) {
        return new ShortestWithin(
                board, board::mean, prompt -> prompt.instruction().length(), tolerance);
    }

    private void score(Prompt prompt, int rightOnes, int examples) {
        right.put(prompt.instruction(), rightOnes);
        final List<Example> all = task.examples(Split.SELECT);
        assertThat(board.score(List.of(prompt), all.subList(0, examples))).isTrue();
    }

    private static Task task() {
        final TaskBuilder task = TaskBuilder.named("t").maxTokens(8);
        for (int i = 0; i < EXAMPLES; i++) {
            task.example(Map.of(TaskBuilder.SINGLE_FIELD, "#" + i + "#"), List.of("yes"), Split.SELECT);
        }
        return task.build();
    }

    private final class Scripted implements Asker {
        @Override
        public <T> List<Optional<T>> all(List<Asking<T>> askings) {
            return askings.stream().map(this::one).toList();
        }

        private <T> Optional<T> one(Asking<T> asking) {
            Asking<T> state = asking;
            while (state instanceof Asking.Ask<T> ask) {
                state = ask.next().apply(answer(ask.request()));
            }
            return state instanceof Asking.Done<T> done ? Optional.of(done.value()) : Optional.empty();
        }

        private Answer answer(Request request) {
            final String text = request.messages().get(0).text();
            final int number = Integer.parseInt(text.substring(text.indexOf('#') + 1, text.lastIndexOf('#')));
            final int known = right.entrySet().stream()
                    .filter(entry -> text.startsWith(entry.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .max()
                    .orElse(0);
            return Answer.of(number < known ? "yes" : "no", Answer.Finish.STOP, Usage.NONE);
        }

        @Override
        public long mostCalls() {
            return 1_000;
        }

        @Override
        public long remainingCalls(ModelRole role) {
            return 1_000;
        }

        @Override
        public boolean isExhausted() {
            return false;
        }
    }
}
