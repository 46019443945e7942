package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.model.hosted.StubProtocol;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How models behind servers are reached, as config files and options say it. */
class ServerOptionsTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void writeTask() throws IOException {
        ParityTask.write(directory.resolve("parity"), 60);
        Files.writeString(directory.resolve("prompt.txt"), "Look at {{box}}.");
    }

    @Test
    void aSearchIsSharedBetweenTheServersOfItsConfigAndItsAnswersBelongToTheirGroup() throws IOException {
        try (StubServer one = ParityTask.serve();
                StubServer two = ParityTask.serve()) {
            final CommandLineRun first = search(one, two, "first");
            final int asked = one.requests() + two.requests();

            assertThat(first.code()).as(first.err()).isIn(0, 3);
            assertThat(one.requests()).isBetween(asked / 4, asked * 3 / 4);
            try (StubServer three = ParityTask.serve()) {
                final CommandLineRun second = search(three, three, "second");

                assertThat(second.code()).as(second.err()).isEqualTo(first.code());
                assertThat(three.requests())
                        .as("all is in the cache of the group")
                        .isZero();
            }
        }
    }

    private CommandLineRun search(StubServer one, StubServer two, String run) throws IOException {
        final String urls = one == two ? url(one) : url(one) + "\", \"" + url(two);
        Files.writeString(directory.resolve("farm.yaml"), """
                task: parity
                models:
                  executor: {model: "openai:stub", urls: ["%s"], group: farm-1, temperature: false}
                limits: {calls: 60}
                """.formatted(urls));
        return CommandLineRun.of(
                directory,
                ParityTask.environment(one, directory.resolve("home")),
                "search",
                "farm.yaml",
                "--run",
                run,
                "--yes",
                "--json");
    }

    private static String url(StubServer server) {
        return server.url(StubProtocol.OPENAI);
    }

    @Test
    void optionsOfTheCommandLineReachTheServer() {
        try (StubServer server = ParityTask.serve()) {
            final JsonNode usual = bodyOfEval(server);
            final JsonNode changed = bodyOfEval(server, "--no-temperature", "--no-empty-system", "--context", "4096");

            assertThat(usual.path("options").has("temperature")).isTrue();
            assertThat(usual.path("messages").path(0).path("role").asText()).isEqualTo("system");
            assertThat(changed.path("options").has("temperature")).isFalse();
            assertThat(changed.path("options").path("num_ctx").asInt()).isEqualTo(4096);
            assertThat(changed.path("messages").path(0).path("role").asText()).isEqualTo("user");
        }
    }

    @Test
    void aContextOfNothingIsRefused() {
        try (StubServer server = ParityTask.serve()) {
            final CommandLineRun run = eval(server, "--context", "0");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--context is 0; give at least 1");
        }
    }

    @Test
    void aServerThatScoresIsAskedForEachLabel() throws IOException {
        scoreByLikelihood();
        try (StubServer server = StubServer.answering(
                request -> request.body().path("grammar").asText().replaceFirst("root ::= \"(.*)\"", "$1"))) {
            final CommandLineRun run = CommandLineRun.of(
                    directory,
                    ParityTask.environment(server, directory.resolve("home")),
                    "eval",
                    "parity",
                    "--prompt",
                    "prompt.txt",
                    "--model",
                    "openai:stub",
                    "--scoring",
                    "llama-server",
                    "--quiet",
                    "--json");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(server.requests()).isEqualTo(2 * run.json().path("n").asInt());
        }
    }

    @Test
    void aServerOfWhichNobodySaysThatItScoresIsNotAskedAtAll() throws IOException {
        scoreByLikelihood();
        try (StubServer server = ParityTask.serve()) {
            for (final String command : List.of("eval", "search")) {
                final CommandLineRun run = command.equals("eval")
                        ? eval(server)
                        : CommandLineRun.of(
                                directory,
                                ParityTask.environment(server, directory.resolve("home")),
                                "search",
                                "parity",
                                "--model",
                                "ollama:stub");

                assertThat(run.code()).isNotZero();
                assertThat(run.err()).contains("the metric likelihood needs log-probabilities", "--scoring");
            }
            assertThat(server.requests()).isZero();
            assertThat(directory.resolve("runs")).doesNotExist();
        }
    }

    @Test
    void aKindOfServerThatNobodyKnowsIsRefused() {
        try (StubServer server = ParityTask.serve()) {
            assertThat(eval(server, "--scoring", "llama").err())
                    .contains("--scoring is \"llama\"")
                    .contains("llama-server");
        }
    }

    @Test
    void aRankingThatTheTaskDoesNotFitIsRefusedBeforeAnyCall() throws IOException {
        final Path file = directory.resolve("parity").resolve("task.yaml");
        Files.writeString(file, Files.readString(file).replace(", labels: [even, odd]", ""));
        Files.writeString(directory.resolve("search.yaml"), """
                task: parity
                models: {executor: "ollama:stub"}
                search: {rankBy: likelihood}
                """);
        assertRefusedBeforeAnyCall("search.rankBy: metric likelihood chooses among the task's output.labels");
    }

    @Test
    void aStrategyThatCanDoNothingWithTheRankingIsRefusedBeforeAnyCall() throws IOException {
        Files.writeString(directory.resolve("search.yaml"), """
                task: parity
                strategy: reflective
                models: {executor: "ollama:stub"}
                search: {rankBy: reference-likelihood}
                """);
        assertRefusedBeforeAnyCall("search.rankBy: reflective reads wrong answers");
    }

    @Test
    void aStrategyThatCanDoNothingWithTheTasksMetricIsRefusedBeforeAnyCall() throws IOException {
        final Path task = directory.resolve("parity/task.yaml");
        Files.writeString(
                task,
                Files.readString(task)
                        .replaceFirst("metric: .*", "metric: {type: reference-likelihood, normalise: [trim]}"));
        Files.writeString(directory.resolve("search.yaml"), """
                task: parity
                strategy: reflective
                models: {executor: {model: "openai:stub", scoring: llama-server}}
                """);
        assertRefusedBeforeAnyCall("metric: reflective reads wrong answers");
    }

    private void assertRefusedBeforeAnyCall(String reason) {
        try (StubServer server = ParityTask.serve()) {
            final CommandLineRun run = CommandLineRun.of(
                    directory,
                    ParityTask.environment(server, directory.resolve("home")),
                    "search",
                    "search.yaml",
                    "--dry-run");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains(reason);
            assertThat(server.requests()).isZero();
        }
    }

    private void scoreByLikelihood() throws IOException {
        final Path file = directory.resolve("parity").resolve("task.yaml");
        Files.writeString(file, Files.readString(file).replace("type: exact-match", "type: likelihood"));
    }

    private JsonNode bodyOfEval(StubServer server, String... options) {
        final int before = server.requests();
        final CommandLineRun run = eval(server, options);
        assertThat(run.code()).as(run.err()).isZero();
        return server.log().get(before).body();
    }

    private CommandLineRun eval(StubServer server, String... options) {
        final List<String> arguments = new ArrayList<>(
                List.of("eval", "parity", "--prompt", "prompt.txt", "--model", "ollama:stub", "--quiet", "--json"));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(
                directory, ParityTask.environment(server, directory.resolve("home")), arguments.toArray(String[]::new));
    }
}
