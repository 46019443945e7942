package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.fuzz.Target;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.PromptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Readers of prompts as JSON. */
public final class PromptTargets {
    private static final Task TASK =
            TaskBuilder.named("t").example("a", "b").baseline("Do it.").build();
    private static final List<String> WORDS = List.of(
            "format",
            "ape4j-prompt/1",
            "stages",
            "name",
            "main",
            "template",
            "messages",
            "role",
            "user",
            "text",
            "exampleInput",
            "exampleOutput",
            "demonstrationsAs",
            "turns",
            "parts",
            "instruction",
            "frozen",
            "fields",
            "output",
            "rationale",
            "origin",
            "{{input}}",
            "{{stage.main}}",
            "[]",
            "{}");

    private PromptTargets() {}

    public static List<Target> in(Path folder) {
        final Path file = folder.resolve("prompt.json");
        final Prompt bare = Prompt.ofInstruction(TASK.template(), "Do {{input}}.");
        final List<String> seeds = List.of(
                PromptJson.write(bare).toPrettyString(), PromptJson.write(bare).toString());
        return List.of(
                Target.ofFiles(
                        "prompt.json",
                        1_000,
                        seeds,
                        WORDS,
                        input -> {
                            Files.write(file, input);
                            final PromptFile read = PromptFiles.read(file, TASK);
                            assertThat(PromptJson.read(PromptJson.write(read.prompt())))
                                    .isEqualTo(read.prompt());
                            read.prompt().answering().render(Map.of("input", "x"), Map.of());
                        },
                        List.of(InvalidFileException.class)),
                Target.ofText(
                        "prompt-tree",
                        6_000,
                        seeds,
                        WORDS,
                        input -> PromptJson.read(new JsonMapper().readTree(input)),
                        List.of(
                                IllegalArgumentException.class,
                                com.fasterxml.jackson.core.JsonProcessingException.class)));
    }
}
