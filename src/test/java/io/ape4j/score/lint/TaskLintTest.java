package io.ape4j.score.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.asking.Asking;
import io.ape4j.score.Metric;
import io.ape4j.score.MetricException;
import io.ape4j.score.Metrics;
import io.ape4j.score.Score;
import io.ape4j.score.lint.Finding.Severity;
import io.ape4j.task.Example;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.MetricSpec.Step;
import io.ape4j.task.Split;
import io.ape4j.task.SplitSpec;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskLintTest {
    private static final MetricSpec LOOSE =
            new MetricSpec("exact-match", List.of(), List.of(Step.of("trim"), Step.of("strip-punctuation")), Map.of());

    /** Enough examples for every split, four outputs, nothing wrong. */
    private static TaskBuilder clean() {
        final TaskBuilder task = TaskBuilder.named("task");
        for (int i = 0; i < 200; i++) {
            task.example(
                    "input number " + i,
                    List.of("north", "east", "south", "west").get(i % 4));
        }
        return task;
    }

    private static List<String> lint(TaskBuilder builder) {
        final Task task = builder.build();
        return TaskLint.check(task, Metrics.of(task)).stream()
                .map(Finding::toString)
                .toList();
    }

    @Test
    void cleanTaskHasNothingButItsMajority() {
        assertThat(lint(clean()))
                .singleElement()
                .asString()
                .matches("info majority: A prompt that always answers \"(north|east|south|west)\" scores 0\\.[23]\\d"
                        + " on select\\. Judge scores by what they are above this\\.");
    }

    @Test
    void inputInTwoSplitsIsALeak() {
        final TaskBuilder task = TaskBuilder.named("task")
                .example(Map.of("input", "Same"), List.of("a"), Split.SELECT)
                .example(Map.of("input", "same "), List.of("a"), Split.TEST)
                .example(Map.of("input", "other"), List.of("b"), Split.PROPOSE);

        assertThat(lint(task))
                .contains(
                        "error leak: 1 input in more than one split, e.g. \"Same\" in select and test."
                                + " Keep each in one split, or drop the split column: the hash keeps them together.",
                        "warning duplicate: 1 example of 3 with an input that stands there before, e.g. \"Same\"."
                                + " Each counts again; keep one of a kind, with all right answers in outputs.");
    }

    @Test
    void sameInputWithOtherReferencesIsAConflict() {
        assertThat(lint(clean().example("Input number 0", "up")))
                .contains("warning conflict: 1 input with references that exclude each other, e.g."
                        + " \"input number 0\" with \"north\" and \"up\". No prompt gets both right;"
                        + " correct one, or put both into the outputs of one example.");
    }

    @Test
    void tooFewExamplesSayWhatCanStillBeKnown() {
        final TaskBuilder task = TaskBuilder.named("task");
        for (int i = 0; i < 40; i++) {
            final Split split = i < 2 ? Split.PROPOSE : i < 20 ? Split.SELECT : Split.TEST;
            task.example(Map.of("input", "input " + i), List.of("answer " + i), split);
        }

        assertThat(lint(task))
                .containsExactly(
                        "warning few-propose: 2 examples in propose: too few to show the proposer what is wanted."
                                + " Add examples, or give propose a larger share in splits.",
                        "warning few-select: 18 examples in select: luck will choose among candidates."
                                + " Add examples, or give select a larger share in splits.",
                        "warning few-test: 20 examples in test: hardly any gain will show."
                                + " Add examples; ape power says how many a gain needs.",
                        "info majority: A prompt that always answers \"answer 10\" scores 0.06 on select."
                                + " Judge scores by what they are above this.",
                        "info more-examples: With about 60 examples more in all, every split has enough; or give the"
                                + " small ones a larger share in splits.");
    }

    @Test
    void emptySplitsSayWhatTheyAreNeededFor() {
        final TaskBuilder task = TaskBuilder.named("task")
                .splits(new SplitSpec(1, 0, 0, 300, 200))
                .example("a", "1")
                .example("b", "2");

        assertThat(lint(task))
                .contains(
                        "error no-select: No example in select: nothing can score a candidate. Add examples, or give"
                                + " select a larger share in splits.",
                        "warning no-verdict: 0 examples in test: however good a winner is, fewer than 6 can't"
                                + " confirm it. Add examples, or give test a larger share in splits.")
                .anyMatch(finding -> finding.startsWith("info more-examples: Give select a share in splits. Give test a"
                        + " share in splits. With about 3 examples more in all"));
    }

    @Test
    void capIsNamed() {
        assertThat(lint(clean().splits(new SplitSpec(0.15, 0.35, 0.5, 50, 200))))
                .anyMatch(finding -> finding.matches("info capped: 50 of the \\d+ examples in select are used;"
                        + " raise splits.selectCap to use more\\."));
    }

    @Test
    void constantOutputIsAnError() {
        assertThat(lint(TaskBuilder.named("task").example("a", "x").example("b", "x")))
                .contains("error constant-output: Every example has the output \"x\": a prompt that ignores its input"
                        + " is right. Add examples with other outputs.");
    }

    @Test
    void copyingTheInputIsWarnedOf() {
        final TaskBuilder task = clean();
        for (int i = 0; i < 100; i++) {
            task.example("copy " + i, "copy " + i);
        }

        assertThat(lint(task))
                .contains(
                        "warning input-scores: A prompt that only repeats the field \"input\" scores 0.33."
                                + " Take a stricter metric, or judge scores by what they are above this.",
                        "warning output-equals-input: 100 examples of 300 with an output that equals its input,"
                                + " e.g. \"copy 0\": a prompt that only copies is right there."
                                + " Check that this is meant.");
    }

    @Test
    void metricThatFindsTheReferenceInTheInputIsWarnedOf() {
        final TaskBuilder task =
                TaskBuilder.named("task").metric(new MetricSpec("contains", List.of(), List.of(), Map.of()));
        for (int i = 0; i < 200; i++) {
            task.example("is it red or green, number " + i + "?", i % 2 == 0 ? "red" : "green");
        }

        assertThat(lint(task))
                .contains("warning input-scores: A prompt that only repeats the field \"input\" scores 1.00."
                        + " Take a stricter metric, or judge scores by what they are above this.");
    }

    @Test
    void referenceThatTheNormaliserEmptiesIsAnError() {
        final List<String> findings = lint(clean().metric(LOOSE).example("plus", "+"));

        assertThat(findings)
                .filteredOn(finding -> finding.startsWith("error"))
                .hasSize(1)
                .first()
                .asString()
                .contains("\"+\"");
    }

    @Test
    void referenceThatTheExtractorTakesAwayIsAnError() {
        final MetricSpec lastNumber =
                new MetricSpec("exact-match", List.of(Step.of("last-number")), List.of(), Map.of());

        assertThat(lint(TaskBuilder.named("task")
                        .metric(lastNumber)
                        .example("a", "five")
                        .example("b", "5")))
                .contains("error reference-fails: 1 reference would be wrong as an answer, e.g. \"five\" scores 0.00:"
                        + " metric.extract or metric.normalise takes it away, or metric.type does not fit it."
                        + " Change the metric until each reference scores 1.");
    }

    @Test
    void labelsAndReferencesAreCompared() {
        assertThat(lint(clean().labels("north", "East", "south", "west", "up")))
                .contains(
                        "error labels: 1 output not in output.labels: \"east\"."
                                + " Correct the examples, add to output.labels, or drop it if answers are open.",
                        "info unused-labels: 2 labels without an example: \"East\", \"up\"."
                                + " Add examples, or take them out of output.labels.");
    }

    @Test
    void emptyAndTooLongOutputsAreNamed() {
        assertThat(lint(clean().maxTokens(2).example("nothing", "").example("much", "more than two words")))
                .contains(
                        "warning empty-output: 1 example with an empty output, e.g. \"nothing\"."
                                + " If no answer is the right answer, write a word for it, such as none.",
                        "warning max-tokens: 1 reference of more words than output.maxTokens (2) allows tokens,"
                                + " e.g. that of \"much\": a right answer would be cut. Raise output.maxTokens.");
    }

    @Test
    void fieldCalledLikeAPartIsAnError() {
        final Task named = clean().build();
        final Task task = new Task(
                new Task.About("task", "", List.of("trigger")),
                named.template(),
                null,
                named.metric(),
                named.output(),
                named.splits(),
                List.of());

        assertThat(TaskLint.check(task, Metrics.of(named)))
                .extracting(Finding::toString)
                .contains("error field-name: The field \"trigger\": a part of the prompt has this name;"
                        + " call the field something else.");
    }

    @Test
    void metricThatAsksAJudgeIsNotAsked() {
        final Task task = clean().metric(
                        new MetricSpec("judge", List.of(), List.of(), Map.of("rubric", "Is it right?")))
                .build();

        assertThat(TaskLint.check(task, Metrics.of(task))).isEmpty();
    }

    @Test
    void metricThatFailsIsAnError() {
        final Metric failing = new Metric() {
            @Override
            public String identity() {
                return "failing/1";
            }

            @Override
            public Asking<Score> score(Example example, String answer) {
                throw new MetricException("score.py ended with code 1", null);
            }
        };

        assertThat(TaskLint.check(clean().build(), failing))
                .containsExactly(new Finding(
                        Severity.ERROR,
                        "metric",
                        "The metric fails: score.py ended with code 1." + " Correct it: nothing can be scored."));
    }
}
