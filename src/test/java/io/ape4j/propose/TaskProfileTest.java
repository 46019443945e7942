package io.ape4j.propose;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Golden;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import io.ape4j.task.file.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskProfileTest {
    @Test
    void theShippedTasks() throws IOException {
        final StringBuilder profiles = new StringBuilder();
        try (Stream<Path> folders = Files.list(Path.of("tasks"))) {
            for (final Path folder : folders.filter(path -> Files.exists(path.resolve("task.yaml")))
                    .sorted()
                    .toList()) {
                final TaskProfile profile = TaskProfile.of(TaskReader.read(folder));
                profiles.append(folder.getFileName()).append('\n');
                profile.facts()
                        .forEach(fact ->
                                profiles.append("  fact:   ").append(fact).append('\n'));
                profile.outputFormats()
                        .forEach(format ->
                                profiles.append("  format: ").append(format).append('\n'));
            }
        }

        Golden.check(TaskProfileTest.class, "shipped-profiles.txt", profiles.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":0};{\"a\":3} | Every output is a JSON object with the keys a, b.",
                "2024-02-29;1999-12-31 | Every output is a date of the form YYYY-MM-DD.",
                "1;-2.5;1,000 | Every output is a number.",
                "a;?;7 | Every output is a single character.",
                "went;sang | Every output is a single word.",
                "red, blue;green, grey | Outputs are lists separated by commas.",
                "It rained.;Was it so? | Every output is a whole sentence.",
                "one two three;one | Outputs have at most 3 words.",
            })
    void theFirstFactSaysWhatOutputsLookLike(String outputs, String fact) {
        assertThat(TaskProfile.of(task(outputs.split(";"))).facts()).first().isEqualTo(fact);
    }

    @Test
    void fewAnswersThatRepeatAreAClosedSet() {
        final TaskProfile profile = TaskProfile.of(task("b", "a", "b", "a", "b", "a", "a", "a"));

        assertThat(profile.facts()).containsExactly("Every output is exactly one of: a, b.");
        assertThat(profile.outputFormats()).first().isEqualTo("Answer with exactly one of: a, b.");
    }

    @Test
    void declaredLabelsCountMoreThanWhatIsSeen() {
        final Task task = TaskBuilder.named("labels")
                .labels("x", "y")
                .example(Map.of("input", "1"), List.of("x"), Split.PROPOSE)
                .build();

        assertThat(TaskProfile.of(task).facts()).containsExactly("Every output is exactly one of: x, y.");
    }

    @Test
    void onlyTheProposeSplitIsLookedAt() {
        final Task task = TaskBuilder.named("hidden")
                .example(Map.of("input", "1"), List.of("1"), Split.PROPOSE)
                .example(Map.of("input", "2"), List.of("a word"), Split.SELECT)
                .example(Map.of("input", "3"), List.of("A whole sentence."), Split.TEST)
                .build();

        assertThat(TaskProfile.of(task).facts()).first().isEqualTo("Every output is a number.");
    }

    @Test
    void withoutExamplesThereIsStillAFormat() {
        final Task task = TaskBuilder.named("none")
                .example(Map.of("input", "1"), List.of("1"), Split.TEST)
                .build();

        assertThat(TaskProfile.of(task).facts()).isEmpty();
        assertThat(TaskProfile.of(task).outputFormats()).isNotEmpty();
    }

    private static Task task(String... outputs) {
        final TaskBuilder task = TaskBuilder.named("outputs");
        for (int i = 0; i < outputs.length; i++) {
            task.example(Map.of("input", "input " + i), List.of(outputs[i].strip()), Split.PROPOSE);
        }
        return task.build();
    }
}
