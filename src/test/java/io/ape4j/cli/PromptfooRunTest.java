package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.export.InstalledTool;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** promptfoo's own run of an exported config, against the same server, scores what the search said of the test examples. */
class PromptfooRunTest {
    @TempDir
    private Path directory;

    @Test
    void promptfooScoresWhatTheSearchSaid() throws IOException {
        final InstalledTool tool = InstalledTool.named("promptfoo", "node_modules/promptfoo/package.json");
        ParityTask.write(directory.resolve("parity"), 120);
        try (StubServer server = StubServer.answering(PromptfooRunTest::answer)) {
            final Map<String, String> environment = ParityTask.environment(server, directory.resolve("home"));
            final JsonNode search = CommandLineRun.of(
                            directory,
                            environment,
                            "search",
                            "parity",
                            "--model",
                            "openai:stub",
                            "--max-calls",
                            "120",
                            "--json")
                    .json();
            final CommandLineRun export = CommandLineRun.of(
                    directory, environment, "export", "parity", "--format", "promptfoo", "--output", "foo/");
            assertThat(export.code()).as(export.err()).isZero();

            final JsonNode stats = evaluated(tool, environment).path("results").path("stats");

            final int examples = search.path("test").path("n").asInt();
            assertThat(stats.path("successes").asInt() + stats.path("failures").asInt())
                    .as(stats.toString())
                    .isEqualTo(examples);
            assertThat(stats.path("successes").asInt() / (double) examples)
                    .isEqualTo(search.path("test").path("winner").asDouble())
                    .isStrictlyBetween(0.1, 0.9);
        }
    }

    /** Right only after the task's own steps, and wrong for one number of five. */
    private static String answer(StubRequest request) {
        final String right = ParityTask.answer(request);
        return request.prompt().matches("(?s).*Input: box \\d*[05]\\b.*")
                ? "neither"
                : "  " + right.toUpperCase(Locale.ROOT) + "\n";
    }

    private JsonNode evaluated(InstalledTool tool, Map<String, String> environment) throws IOException {
        final Map<String, String> variables = new HashMap<>(environment);
        variables.put("PROMPTFOO_CONFIG_DIR", directory.resolve("foo-home").toString());
        variables.put("PROMPTFOO_DISABLE_TELEMETRY", "1");
        variables.put("PROMPTFOO_DISABLE_UPDATE", "1");
        final Path result = directory.resolve("result.json");
        tool.run(
                variables,
                "",
                List.of(
                        "node",
                        "node_modules/promptfoo/dist/src/main.js",
                        "eval",
                        "--no-cache",
                        "--no-write",
                        "--no-progress-bar",
                        "-c",
                        directory.resolve("foo/promptfooconfig.yaml").toString(),
                        "-o",
                        result.toString()));
        return new JsonMapper().readTree(Files.readString(result));
    }
}
