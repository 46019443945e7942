package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.CommandLineRun;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * RELIABILITY 3: folders that can't be written. A folder is made read-only by mounting it so, which holds for root too,
 * or else by its mode; and everywhere by putting it under a file.
 */
@DisabledOnOs(OS.WINDOWS)
class ReadOnlyTest {
    @TempDir
    private Path directory;

    private SmallSearch search;

    @BeforeEach
    void writeTask() throws IOException {
        search = SmallSearch.write(directory, "evolution");
    }

    @Test
    void aReadOnlyRunIsNotResumedButReplayed() throws IOException {
        try (StubServer server = SmallSearch.server(number -> number == 8 ? refusal() : null)) {
            assertThat(search.ape(server, SmallSearch.start()).code()).isEqualTo(1);
            final int asked = server.requests();
            final Map<Path, String> before = contents();

            final Ended resumed = readOnly(server, search.run(), "resume", SmallSearch.NAME);
            final Ended replayed = readOnly(server, search.run(), "replay", SmallSearch.NAME);

            assertThat(resumed.code()).isEqualTo(1);
            assertThat(resumed.err())
                    .contains("can't lock", "make the run's folder writable")
                    .doesNotContain("\tat ");
            assertThat(replayed.err()).isEmpty();
            assertThat(replayed.out()).contains("unconfirmed");
            assertThat(contents()).isEqualTo(before);
            assertThat(server.requests()).isEqualTo(asked);
            assertThat(search.resume(server).code()).isIn(0, 3);
        }
    }

    @Test
    void aReadOnlyFolderForRunsIsSaidBeforeAnythingIsAsked() throws IOException {
        Files.createDirectories(directory.resolve("runs"));
        try (StubServer server = SmallSearch.server()) {
            final Ended run = readOnly(server, directory.resolve("runs"), SmallSearch.start());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains("can't make a run folder in", "--runs")
                    .doesNotContain("\tat ");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aReadOnlyCacheIsSaidBeforeAnythingIsAsked() throws IOException {
        try (StubServer server = SmallSearch.server()) {
            assertThat(search.ape(server, "search", "small.yaml").code()).isIn(0, 3);
            final int asked = server.requests();

            final Ended run = readOnly(server, search.home(), "search", "small.yaml", "--seed", "2");

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains("the cache " + search.home(), "APE_HOME", "--cache off")
                    .doesNotContain("\tat ");
            assertThat(server.requests()).isEqualTo(asked);
        }
    }

    /** Without the record of who reads test examples no verdict would be honest: better said before than after. */
    @Test
    void whereReadingsOfTheTestExamplesCantBeRecordedNothingIsAsked() throws IOException {
        Files.createDirectories(search.home());
        try (StubServer server = SmallSearch.server()) {
            final Ended run = readOnly(server, search.home(), SmallSearch.start());

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains("who reads the test examples", "APE_HOME")
                    .doesNotContain("\tat ");
            assertThat(server.requests()).isZero();
            assertThat(search.resume(server).code()).isIn(0, 3);
        }
    }

    @Test
    void foldersUnderAFileAreSaidBeforeAnythingIsAsked() throws IOException {
        Files.writeString(directory.resolve("file"), "no folder");
        try (StubServer server = SmallSearch.server()) {
            final CommandLineRun runs = search.ape(server, "search", "small.yaml", "--runs", "file/runs");
            final CommandLineRun home = CommandLineRun.of(
                    directory,
                    io.ape4j.cli.ParityTask.environment(server, directory.resolve("file/home")),
                    "search",
                    "small.yaml");

            assertThat(runs.code()).isEqualTo(1);
            assertThat(runs.err()).contains("can't make a run folder in", "--runs");
            assertThat(home.code()).isEqualTo(1);
            assertThat(home.err()).contains("can't make the cache", "APE_HOME", "--cache off");
            assertThat(server.requests()).isZero();
        }
    }

    private record Ended(int code, String out, String err) {}

    private Ended readOnly(StubServer server, Path folder, String... arguments) throws IOException {
        return readOnly(server, folder, List.of(arguments));
    }

    private Ended readOnly(StubServer server, Path folder, List<String> arguments) throws IOException {
        if (Signals.mayMount()) {
            final List<String> mounted = new ArrayList<>(List.of(
                    "unshare",
                    "-rm",
                    "sh",
                    "-c",
                    "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"",
                    folder.toString()));
            return ended(server, mounted, arguments);
        }
        final List<Path> closed = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toFile().setWritable(false)).forEach(closed::add);
        }
        try {
            return ended(server, List.of(), arguments);
        } finally {
            closed.forEach(file -> assertThat(file.toFile().setWritable(true)).isTrue());
        }
    }

    private Ended ended(StubServer server, List<String> starter, List<String> arguments) throws IOException {
        try (ApeProcess process = ApeProcess.under(starter, directory, search.environment(server), arguments)) {
            final int code = process.waitFor();
            return new Ended(code, process.out(), process.err());
        }
    }

    private Map<Path, String> contents() throws IOException {
        final Map<Path, String> contents = new java.util.TreeMap<>();
        try (Stream<Path> files = Files.walk(search.run())) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readString(file));
            }
        }
        return contents;
    }

    private static StubReply refusal() {
        return StubReply.error(401, "invalid_api_key", "no such key");
    }
}
