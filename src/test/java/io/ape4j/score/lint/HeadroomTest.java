package io.ape4j.score.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.score.Metrics;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What is left to gain, and what the task's own texts give away. */
class HeadroomTest {
    private static final List<Split> SPLITS = List.of(Split.PROPOSE, Split.SELECT, Split.TEST);

    /** 40 examples in each split; every tenth has another output than the rest. */
    private static TaskBuilder task(int rare) {
        final TaskBuilder task = TaskBuilder.named("task");
        for (int i = 0; i < 120; i++) {
            final String output =
                    i % 10 < rare ? List.of("red", "blue", "green").get(i % 3) : "none";
            task.example(Map.of("input", "remark " + i), List.of(output), SPLITS.get(i / 40));
        }
        return task;
    }

    private static List<String> lint(Task task, OptionalDouble baseline) {
        return TaskLint.check(task, Metrics.of(task), baseline).stream()
                .filter(finding -> finding.code().equals("headroom"))
                .map(Finding::message)
                .toList();
    }

    @Test
    void aTrivialAnswerThatIsNearlyAlwaysRightLeavesNothingToGain() {
        assertThat(lint(task(1).build(), OptionalDouble.empty()))
                .containsExactly(
                        "A prompt that always answers \"none\" scores 0.90 on select: of the 10 points that are"
                                + " left, a search can gain none that 40 test examples would show."
                                + " Take harder examples, a stricter metric, or more of test.");
    }

    @Test
    void whereHalfIsOpenThereIsRoom() {
        assertThat(lint(task(5).build(), OptionalDouble.empty())).isEmpty();
    }

    @Test
    void aRecordedScoreOfTheBaselineIsHeldAgainstTheSameTest() {
        assertThat(lint(task(5).build(), OptionalDouble.of(0.5))).isEmpty();
        assertThat(lint(task(5).build(), OptionalDouble.of(0.97)))
                .singleElement()
                .asString()
                .startsWith("Your prompt scores 0.97: of the 3 points that are left");
    }

    @Test
    void otherScoresAreHeldAgainstTheirOwnTest() {
        final Task graded = task(5).metric(new MetricSpec("token-f1", List.of(), List.of(), Map.of()))
                .build();

        assertThat(lint(graded, OptionalDouble.of(0.5))).isEmpty();
        assertThat(lint(graded, OptionalDouble.of(0.95))).hasSize(1);
    }

    @Test
    void examplesInTheBaselineAreTold() {
        final Task telling = task(5).baseline("Name the colour. For example: remark 41 -> blue")
                .example(Map.of("input", "the sky on a clear day in June"), List.of("azure"), Split.TEST)
                .description("\"The sky on a clear day in June\" is azure.")
                .build();

        assertThat(TaskLint.check(telling, Metrics.of(telling)))
                .extracting(Finding::toString)
                .contains("warning prompt-copies: 1 example of select and test in the description, the baseline or the"
                        + " template, e.g. \"the sky on a clear day in June\" of test: a prompt that tells the answer is"
                        + " scored on it. Take them out of there, or move them to propose.");
    }
}
