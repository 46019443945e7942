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
