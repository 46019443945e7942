package io.ape4j.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.score.text.TextPipeline;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every task with one input field, also where people wrote the examples. */
class ExampleFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"number-words", "date-iso", "word-problems", "english-german", "past-tense", "unit-conversion"})
    void inputsAreDistinctAndNoAnswerStandsTwice(String task) {
        final List<ExampleLine> examples = CommittedExamples.of(task);

        assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(160)
                .allSatisfy(example -> assertThat(example.outputs()).doesNotHaveDuplicates());
        assertThat(examples).extracting(ExampleFilesTest::spacesAndCaseDropped).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"number-words", "date-iso", "word-problems", "english-german", "past-tense", "unit-conversion"})
    void theFileIsInNormalFormAndEndsItsLastLine(String task) {
        final String text = CommittedExamples.text(task);

        assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
        assertThat(text).endsWith("}\n").doesNotContain("\r", "\t", "\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"number-words", "date-iso", "word-problems", "english-german", "past-tense", "unit-conversion"})
    void theTaskCanBeReadAndItsReferencesStayDistinctWhenNormalised(String name) {
        final Task task = TaskReader.read(Path.of("tasks", name));
        final TextPipeline normalise = TextPipeline.of(task.metric().normalise(), TextPipeline.Kind.NORMALISE);

        assertThat(task.name()).isEqualTo(name);
        assertThat(task.baseline()).isNotNull();
        assertThat(task.examples(Split.TEST)).hasSizeGreaterThan(60);
        assertThat(task.examples())
                .hasSameSizeAs(CommittedExamples.of(name))
                .allSatisfy(example -> assertThat(example.references().stream()
                                .map(normalise::apply)
                                .toList())
                        .doesNotContain("")
                        .doesNotHaveDuplicates());
    }

    private static String spacesAndCaseDropped(ExampleLine example) {
        return example.input().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}.'-]", "");
    }
}
