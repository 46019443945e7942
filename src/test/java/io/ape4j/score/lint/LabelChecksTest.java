package io.ape4j.score.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.score.Metrics;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelChecksTest {
    private final TaskBuilder task = TaskBuilder.named("mails").labels("tech", "privacy");
    private int examples;

    private void add(String label, Split split, int times) {
        for (int i = 0; i < times; i++) {
            task.example(Map.of("input", "mail " + examples++), List.of(label), split);
        }
    }

    private List<String> labelFindings() {
        final Task built = task.build();
        return TaskLint.check(built, Metrics.of(built)).stream()
                .filter(finding -> finding.code().startsWith("label-"))
                .map(Finding::toString)
                .toList();
    }

    @Test
    void aLabelThatASplitHasNoExampleOfIsNamed() {
        add("tech", Split.PROPOSE, 3);
        add("privacy", Split.PROPOSE, 1);
        add("privacy", Split.SELECT, 12);
        add("tech", Split.TEST, 6);
        add("privacy", Split.TEST, 12);

        assertThat(labelFindings())
                .containsExactly("warning label-missing: No example of \"tech\" in select: what a prompt does there is"
                        + " not seen. Give every example a \"split\" that spreads each label, as \"ape init NEW --from"
                        + " FILE --stratify\" does.");
    }

    @Test
    void aLabelThatASplitHasLessThanAThirdOfItsShareOfIsNamed() {
        add("tech", Split.SELECT, 2);
        add("privacy", Split.SELECT, 18);
        add("tech", Split.TEST, 18);
        add("privacy", Split.TEST, 22);

        assertThat(labelFindings())
                .singleElement()
                .asString()
                .startsWith("warning label-uneven: \"tech\" 2 times in select, where its share would be 7: the splits"
                        + " measure different things.");
    }

    @Test
    void evenSplitsAreNotSpokenOfNorSuchAsAreTooSmallForEveryLabel() {
        add("tech", Split.PROPOSE, 1);
        add("tech", Split.SELECT, 10);
        add("privacy", Split.SELECT, 12);
        add("tech", Split.TEST, 11);
        add("privacy", Split.TEST, 10);

        assertThat(labelFindings()).isEmpty();
    }
}
