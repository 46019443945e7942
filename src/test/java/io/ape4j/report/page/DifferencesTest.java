package io.ape4j.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Answer;
import io.ape4j.score.Score;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private final Task task = TaskBuilder.named("routing")
            .example("Where is my parcel?", "shipping")
            .example("I was charged twice.", "billing")
            .build();

    @Test
    void whereScoresAreRightOrWrongTheHeadingSaysSo() {
        assertThat(between(1, 0).heading("winner", "baseline"))
                .isEqualTo("What the winner gets right that the baseline gets wrong");
    }

    @Test
    void whereScoresAreGradedItSaysWhoScoresHigher() {
        assertThat(between(0.5, 0).heading("baseline", "winner"))
                .isEqualTo("Where the baseline scores higher than the winner");
    }

    private Differences between(double first, double second) {
        return Differences.of(
                "test", task.examples().subList(0, 1), answered(first), answered(second), Detail.EXAMPLES);
    }

    private static List<ScoredAnswer> answered(double score) {
        return List.of(new ScoredAnswer("billing", Answer.Finish.STOP, Score.of(score)));
    }
}
