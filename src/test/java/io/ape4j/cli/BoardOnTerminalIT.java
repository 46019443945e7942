package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.reliability.run.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on a real terminal, one of script(1), as somebody sits before it. */
class BoardOnTerminalIT {
    private static final int SECONDS = 90;
    private static final int CTRL_C = 3;
    private static final Pattern DRAWN = Pattern.compile("([^\r\n]*)\u001b\\[K\r\n");
    private static final Pattern CONTROL = Pattern.compile("\u001b\\[[?0-9]*[A-Za-z]");
    private static final String LEFT_CLEAN = "\r\u001b[J\u001b[?7h\u001b[?25h";

    @TempDir
    private Path folder;

    @BeforeEach
    void task() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) is not installed");
        ParityTask.write(folder.resolve("parity"), 90);
    }

    @Test
    void theBoardFitsItsWindowAndLeavesTheTerminalClean() throws IOException, InterruptedException {
        try (StubServer server = ParityTask.serve(BoardOnTerminalIT::slowly)) {
            final Process search = start(server, 40, "search parity --model openai:stub-model --yes --max-calls 60");

            assertThat(search.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();

            assertThat(search.exitValue()).isIn(0, 3);
            final String shown = shown();
            assertThat(shown).contains("calls   [", "1. 1.00 (", "calls/s").doesNotContain("Exception");
            assertThat(DRAWN.matcher(shown).results().map(BoardOnTerminalIT::visible))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(40));
            assertThat(shown.indexOf("\u001b[?25l")).isLessThan(shown.indexOf(LEFT_CLEAN));
            assertThat(after(shown, LEFT_CLEAN))
                    .startsWith("The winning prompt:")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void ctrlCLeavesTheTerminalCleanAndTheRunCanGoOn() throws IOException, InterruptedException {
        try (StubServer server = ParityTask.serve(BoardOnTerminalIT::slowly)) {
            final Process search = start(server, 80, "search parity --model openai:stub-model --yes --max-calls 120");
            await(() -> shown().contains("race"));

            type(search, CTRL_C);

            assertThat(search.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(search.exitValue()).isEqualTo(130);
            assertThat(shown()).contains("stopping: what is in flight is still recorded");
            assertThat(after(shown(), LEFT_CLEAN))
                    .contains("unconfirmed: interrupted", "ape resume")
                    .doesNotContain("\u001b");
            final CommandLineRun resumed = CommandLineRun.of(folder, environment(server), "resume", "parity");
            assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
        }
    }

    @Test
    void ctrlCTwiceStopsAtOnceAndStillShowsTheCursor() throws IOException, InterruptedException {
        try (StubServer server = ParityTask.serve(request -> {
            pause(SECONDS * 1000L);
            return StubReply.text("too late");
        })) {
            final Process search = start(server, 80, "search parity --model openai:stub-model --yes");
            await(() -> shown().contains("propose"));

            type(search, CTRL_C);
            await(() -> shown().contains("stopping:"));
            type(search, CTRL_C);

            assertThat(search.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(search.exitValue()).isEqualTo(130);
            assertThat(after(shown(), "stopping:")).contains("\u001b[?25h");
        }
    }

    private Process start(StubServer server, int columns, String arguments) throws IOException {
        final String java =
                Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final Path starter = folder.resolve("start.sh");
        Files.writeString(
                starter,
                "stty cols " + columns + " rows 24\nexec '" + java
                        + "' -Xmx256m -XX:TieredStopAtLevel=1 -cp \"$PROGRAM\" io.ape4j.cli.Main " + arguments + "\n");
        final List<String> command = new ArrayList<>(Signals.ordinary());
        command.addAll(List.of("script", "-qec", "sh " + starter, "/dev/null"));
        final ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("screen.txt").toFile());
        builder.environment().putAll(environment(server));
        builder.environment().putAll(Map.of("PROGRAM", System.getProperty("java.class.path"), "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(Map.of("TERM", "xterm", "APE_STDERR_TERMINAL", "1", "NO_COLOR", "1"));
        return builder.start();
    }

    private Map<String, String> environment(StubServer server) {
        return ParityTask.environment(server, folder.resolve("home"));
    }

    private static StubReply slowly(StubRequest request) {
        pause(30);
        return StubReply.text(ParityTask.answer(request));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void type(Process process, int key) throws IOException {
        final OutputStream keys = process.getOutputStream();
        keys.write(key);
        keys.flush();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private String shown() {
        try {
            return Files.readString(folder.resolve("screen.txt"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String visible(MatchResult line) {
        return CONTROL.matcher(line.group(1)).replaceAll("");
    }

    private static String after(String text, String mark) {
        return text.substring(text.lastIndexOf(mark) + mark.length());
    }
}
