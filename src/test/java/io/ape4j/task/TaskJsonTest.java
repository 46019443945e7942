package io.ape4j.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.Prompts;
import io.ape4j.task.file.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaskJsonTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedTaskIsReadBackWithoutLoss(Path folder) throws JsonProcessingException {
        final Task task = TaskReader.read(folder);

        final String text = TaskJson.write(task).toPrettyString();
        final Task read = TaskJson.read(JSON.readTree(text));

        assertThat(read).isEqualTo(task);
        assertThat(TaskJson.write(read).toPrettyString()).isEqualTo(text);
        assertThat(TaskJson.write(read)).isEqualTo(TaskJson.write(task));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void anyTaskIsReadBackWithoutLoss(
            @ForAll("texts") String input,
            @ForAll("texts") String output,
            @ForAll("texts") String option,
            @ForAll("prompts") Prompt baseline)
            throws JsonProcessingException {
        final Task task = TaskBuilder.named("any")
                .description(option)
                .fields(Prompts.FIELDS)
                .baseline(baseline)
                .template(baseline.answering().template())
                .metric(new MetricSpec(
                        "regex",
                        List.of(new MetricSpec.Step("after", option)),
                        List.of(new MetricSpec.Step("drop-words", List.of("a", option))),
                        Map.of("pattern", option, "nested", Map.of("b", List.of(1, true, 0.5), "a", "x"))))
                .example(Map.of("text", input, "tone", output), List.of(output, option), Split.SELECT)
                .build();

        assertThat(TaskJson.read(JSON.readTree(TaskJson.write(task).toString())))
                .isEqualTo(task);
    }

    static List<Path> shipped() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("tasks"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("task.yaml")))
                    .sorted()
                    .toList();
        }
    }

    @Provide
    static Arbitrary<String> texts() {
        return Prompts.texts();
    }

    @Provide
    static Arbitrary<Prompt> prompts() {
        return Prompts.prompts();
    }
}
