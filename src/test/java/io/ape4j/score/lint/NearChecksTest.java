package io.ape4j.score.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.stats.RandomStreams;
import io.ape4j.task.Split;
import io.ape4j.task.TaskBuilder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearChecksTest {
    private static final String MAIL =
            "The parcel that I ordered last week has still not come, and nobody answers the telephone.";

    private static List<Finding> lint(TaskBuilder task) {
        return new NearChecks(task.build()).findings();
    }

    private static TaskBuilder pair(String select, String first, String test, String second) {
        return TaskBuilder.named("task")
                .example(Map.of("input", select), List.of(first), Split.SELECT)
                .example(Map.of("input", test), List.of(second), Split.TEST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the parcel that I ordered last week has still not come and nobody answers the telephone",
                "The parcel that I ordered last week has still not come, and nobody answered the telephone!",
                "Hi. The parcel that I ordered last week has still not come, and nobody answers the telephone.",
            })
    void anInputWithAnotherCommaOrWordIsANearLeak(String twin) {
        assertThat(lint(pair(MAIL, "shipping", twin, "shipping")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
                    assertThat(finding.toString())
                            .startsWith("warning near-leak: 1 input nearly the same as one in another split")
                            .contains(" in select", " in test", "Keep such examples in one split");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The parcel that Ina ordered in May has still not been sent, and everybody answers by mail.",
                "The bicycle that I bought last week has already come, and somebody rings the doorbell.",
            })
    void aSentenceOfTheSamePatternIsNot(String other) {
        assertThat(lint(pair(MAIL, "shipping", other, "shipping"))).isEmpty();
    }

    @Test
    void whatHasAnotherAnswerOrOtherNumbersIsAnotherQuestion() {
        assertThat(lint(pair(MAIL, "shipping", MAIL + " Please!", "billing"))).isEmpty();
        assertThat(lint(pair(MAIL + " Order 4711.", "shipping", MAIL + " Order 4712.", "shipping")))
                .isEmpty();
    }

    @Test
    void theSameInputIsALeakAndNoNearOne() {
        assertThat(lint(pair(MAIL, "shipping", MAIL.toUpperCase(Locale.ROOT), "shipping")))
                .isEmpty();
    }

    @Test
    void twinsInOneSplitLeakNothing() {
        final TaskBuilder task = TaskBuilder.named("task")
                .example(Map.of("input", MAIL), List.of("shipping"), Split.TEST)
                .example(Map.of("input", MAIL + "!! Please."), List.of("shipping"), Split.TEST)
                .example(Map.of("input", "other"), List.of("billing"), Split.SELECT);

        assertThat(lint(task)).isEmpty();
    }

    @Test
    void aFrameAroundEveryInputMakesNoTwins() {
        final TaskBuilder task = TaskBuilder.named("task");
        for (int i = 0; i < 100; i++) {
            task.example(
                    "Read the following remark of a guest with care, and then say what it is about. Remark: " + word(i)
                            + " " + word(i * 31 + 7),
                    i % 2 == 0 ? "room" : "food");
        }

        assertThat(lint(task)).isEmpty();
    }

    /** 10,000 mails of 25 words, one in a hundred with a twin. */
    @Test
    @Timeout(20)
    void tenThousandExamplesTakeNoLongerThanASip() {
        final RandomGenerator random = new RandomStreams(1).stream("mails", 0, 0);
        final TaskBuilder task = TaskBuilder.named("task");
        String before = "";
        for (int i = 0; i < 10_000; i++) {
            final boolean isTwin = i % 100 == 99;
            final StringBuilder mail = new StringBuilder(isTwin ? before + " thanks" : "");
            for (int j = 0; j < 25 && !isTwin; j++) {
                mail.append(word(random.nextInt(5000))).append(j % 9 == 8 ? ", " : " ");
            }
            before = mail.toString();
            task.example(Map.of("input", before), List.of("any"), i % 2 == 0 ? Split.SELECT : Split.TEST);
        }
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        final long start = threads.getCurrentThreadCpuTime();

        final List<Finding> findings = lint(task);

        assertThat(findings).singleElement().asString().contains("100 inputs nearly the same");
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private static String word(int number) {
        final StringBuilder word = new StringBuilder();
        for (int rest = number * 7919 + 104729, i = 0; i < 4; i++, rest /= 19) {
            word.append("bdfgklmnprstvzchjwq".charAt(Math.floorMod(rest, 19)))
                    .append("aeiou".charAt(Math.floorMod(rest, 5)));
        }
        return word.toString();
    }
}
