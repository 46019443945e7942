package io.ape4j.search.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import io.ape4j.task.file.InvalidFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The reader of search files. */
public final class ConfigTargets {
    private static final String FULL = """
            task: task
            strategy: ape
            seed: 7
            models: {executor: "openai:x", proposer: ollama:y, judge: "a.gguf"}
            limits: {calls: 30, tokens: 1000, cost: 1.50, minutes: 0.5}
            splits: {selectCap: 40, testCap: 60}
            concurrency: 4
            search: {proposals: 12, populationSize: 10, offspring: 5, survivors: 3, freeze: [trigger], selector: elite,
              proposerTemperature: 0.7, facts: false,
              objectives: [score, prompt-tokens], prefer: shortest-within 1%}
            export: [txt, json]
            """;

    private ConfigTargets() {}

    public static List<Target> in(Path folder) {
        final Path file = folder.resolve("search.yaml");
        try {
            Files.createDirectories(folder.resolve("task"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(Target.ofFiles(
                "search.yaml",
                1_200,
                List.of(
                        FULL,
                        "task: task\n",
                        "task: task\nmodels: {executor: {model: 'openai:x', urls: ['http://h/v1'], timeoutSeconds: 9}}\n"),
                List.of(
                        "task",
                        "strategy",
                        "seed",
                        "models",
                        "limits",
                        "search",
                        "export",
                        "calls",
                        "tokens",
                        "cost",
                        "minutes",
                        "concurrency",
                        "executor",
                        "populationSize",
                        "freeze",
                        "selector",
                        "task: task\n",
                        "ape",
                        "evolution",
                        "openai:x",
                        "0.5",
                        "[txt]",
                        "1e30",
                        "selectCap"),
                input -> {
                    Files.write(file, input);
                    final SearchFile read = SearchConfigReader.read(file);
                    assertThat(read.limits().time().orElse(java.time.Duration.ofMillis(1)))
                            .isPositive();
                    assertThat(read.selectCap().orElse(1)).isPositive();
                },
                List.of(InvalidFileException.class)));
    }
}
