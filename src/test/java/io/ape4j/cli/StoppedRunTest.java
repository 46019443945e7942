package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in a process of their own that somebody stops, and what becomes of them. */
@DisabledOnOs(OS.WINDOWS)
class StoppedRunTest {
    private static final int SECONDS = 60;

    @TempDir
    private Path directory;

    private final AtomicReference<@Nullable Process> child = new AtomicReference<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 70})
    void aRunThatIsKilledResumesToTheSameExportsAndBuysNothingTwice(int killedAt) throws Exception {
        ParityTask.write(directory.resolve("parity"), 90);
        final AtomicInteger requests = new AtomicInteger();
        try (StubServer server = ParityTask.serve(request -> {
            if (requests.incrementAndGet() == killedAt) {
                destroy();
            }
            return StubReply.text(ParityTask.answer(request));
        })) {
            final Map<String, String> environment = ParityTask.environment(server, directory.resolve("home"));
            final Process process =
                    start(environment, "search", "parity", "--model", "openai:stub", "--max-calls", "60");
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            final List<String> answered = answered(directory.resolve("runs/parity"));

            final CommandLineRun resumed =
                    CommandLineRun.of(directory, environment, "resume", "parity", "--json", "--cache", "off");

            assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
            assertThat(boughtTwice(server)).as("in flight when it was killed").isLessThanOrEqualTo(8);
            assertThat(resumed.json().path("calls").path("replayed").asInt()).isEqualTo(answered.size());
            final CommandLineRun undisturbed = CommandLineRun.of(
                    directory,
                    ParityTask.environment(server, directory.resolve("other")),
                    "search",
                    "parity",
                    "--model",
                    "openai:stub",
                    "--max-calls",
                    "60",
                    "--run",
                    "undisturbed");
            assertThat(undisturbed.code()).isIn(0, 3);
            assertThat(ParityTask.exports(directory.resolve("runs/parity")))
                    .isEqualTo(ParityTask.exports(directory.resolve("runs/undisturbed")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void theFirstSignalExportsTheBestSoFarAndTheRunIsResumable(String signal) throws Exception {
        ParityTask.write(directory.resolve("parity"), 90);
        final AtomicInteger requests = new AtomicInteger();
        try (StubServer server = ParityTask.serve(request -> {
            if (requests.incrementAndGet() == 30) {
                signal(signal);
            }
            return StubReply.text(ParityTask.answer(request));
        })) {
            final Map<String, String> environment = ParityTask.environment(server, directory.resolve("home"));
            final Process process = start(
                    environment,
                    "search",
                    "parity",
                    "--model",
                    "openai:stub",
                    "--max-calls",
                    "60",
                    "--concurrency",
                    "1",
                    "--json");
            final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).isEqualTo(130);
            final JsonNode stopped = new JsonMapper().readTree(out);
            assertThat(stopped.path("verdict").asText()).isEqualTo("unconfirmed");
            assertThat(ParityTask.exports(directory.resolve("runs/parity"))).isNotEmpty();
            final CommandLineRun resumed = CommandLineRun.of(directory, environment, "resume", "parity", "--json");
            assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
            assertThat(resumed.json().path("verdict").asText()).isEqualTo("better");
            assertThat(boughtTwice(server)).isZero();
        }
    }

    @Test
    void theSecondSignalStopsAtOnceAndTheRunIsResumable() throws Exception {
        ParityTask.write(directory.resolve("parity"), 90);
        final AtomicInteger requests = new AtomicInteger();
        try (StubServer server = ParityTask.serve(request -> {
            if (requests.incrementAndGet() != 20) {
                return StubReply.text(ParityTask.answer(request));
            }
            signal("INT");
            signal("INT");
            return new StubReply.Hang(false);
        })) {
            final Map<String, String> environment = ParityTask.environment(server, directory.resolve("home"));
            final Process process =
                    start(environment, "search", "parity", "--model", "openai:stub", "--max-calls", "60");

            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            final CommandLineRun resumed = CommandLineRun.of(directory, environment, "resume", "parity", "--json");
            assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
        }
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        final List<String> command = new ArrayList<>(ordinarySignals());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        final ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("stderr.txt").toFile());
        builder.environment().putAll(environment);
        final Process process = builder.start();
        child.set(process);
        return process;
    }

    /** Shells start background jobs with SIGINT ignored, and children inherit that; a user's terminal does not. */
    private static List<String> ordinarySignals() throws IOException {
        final List<String> reset = List.of("env", "--default-signal=INT");
        final List<String> attempt = new ArrayList<>(reset);
        attempt.add("true");
        try {
            return new ProcessBuilder(attempt).start().waitFor() == 0 ? reset : List.of();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Process child() {
        Process process = child.get();
        while (process == null) {
            Thread.onSpinWait();
            process = child.get();
        }
        return process;
    }

    private void destroy() {
        child().destroyForcibly();
        try {
            child().waitFor();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(child().pid()))
                    .start()
                    .waitFor();
            // Two signals that come together may be seen as one.
            Thread.sleep(300);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> answered(Path run) throws IOException {
        return Files.readAllLines(run.resolve("journal.jsonl")).stream()
                .filter(line -> line.contains("\"type\":\"call\"") || line.contains("\"call\""))
                .filter(line -> line.contains("\"answer\""))
                .toList();
    }

    /** Requests that came more than once. */
    private static long boughtTwice(StubServer server) {
        final List<String> bodies = server.log().stream()
                .map(StubRequest::body)
                .map(JsonNode::toString)
                .toList();
        return bodies.size() - bodies.stream().distinct().count();
    }
}
