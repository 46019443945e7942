package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.CommandLineRun;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.reliability.run.SmallSearch.Undisturbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RELIABILITY 3: no room while journaling, caching or exporting. Everywhere by the limit that a shell sets on the size of
 * files, which the system enforces in the same calls; where the user may mount, also by a small file system that is full.
 */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
    /** What POSIX's ulimit counts in. */
    private static final int BLOCK = 512;

    private static final List<String> OFF = SmallSearch.start();
    private static final List<String> CACHED = List.of("search", SmallSearch.NAME + ".yaml");

    @TempDir
    private static Path shared;

    private static Undisturbed whole;

    @TempDir
    private Path directory;

    private SmallSearch search;

    @BeforeAll
    static void runUndisturbed() throws IOException {
        whole = Undisturbed.of(shared, "evolution");
    }

    @BeforeEach
    void writeTask() throws IOException {
        search = SmallSearch.write(directory, "evolution");
    }

    /** How much room there is, in hundredths of what the undisturbed journal took. */
    static Stream<Integer> shares() {
        return Boolean.getBoolean("ape4j.long")
                ? Stream.iterate(16, share -> share < 100, share -> share + 4)
                : Stream.of(30, 90);
    }

    @ParameterizedTest
    @MethodSource("shares")
    void noRoomWhileJournaling(int share) throws IOException {
        try (StubServer server = SmallSearch.server()) {
            final String err = failing(server, limited(whole.journalBytes() * share / 100), OFF);

            assertThat(err)
                    .contains("journal.jsonl")
                    .contains("make room on the disk and resume the run")
                    .doesNotContain("\tat ");
            assertThat(search.run().resolve("exports")).doesNotExist();
            assertResumes(server, List.of());
        }
    }

    @ParameterizedTest
    @MethodSource("shares")
    void noRoomInTheFileSystemOfTheRun(int share) throws IOException {
        if (!Signals.mayMount()) {
            return; // noRoomWhileJournaling has shown the same without
        }
        // Five small files take a page each.
        final long kib = 20 + whole.journalBytes() * share / 100 / 1024 / 4 * 4;
        try (StubServer server = SmallSearch.server()) {
            final List<String> codes = inSmallFileSystem(server, "runs", kib, OFF);

            assertThat(codes.get(0)).isEqualTo("1");
            assertThat(codes.get(1)).isIn("0", "3");
            assertThat(Files.readString(search.directory().resolve("err")))
                    .contains("No space left on device")
                    .doesNotContain("\tat ");
            assertThat(search.exports()).isEqualTo(whole.exports());
            assertThat(SmallSearch.askedTwice(server))
                    .as("bought and not recorded")
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void noRoomForTheRunAtAllAsksNothing() throws IOException {
        try (StubServer server = SmallSearch.server()) {
            final String err = failing(server, limited(BLOCK), OFF);

            assertThat(err).contains("can't write").contains("small").doesNotContain("\tat ");
            assertThat(server.requests()).isZero();
            assertThat(partFiles()).isEmpty();
        }
    }

    @Test
    void noRoomForACacheIsSaidBeforeAnyCall() throws IOException {
        try (StubServer server = SmallSearch.server()) {
            final String err = failing(server, limited(60_000), CACHED);

            assertThat(err)
                    .contains("the cache " + search.home())
                    .contains("APE_HOME", "--cache off")
                    .doesNotContain("\tat ");
            assertThat(server.requests()).isZero();
        }
    }

    /** The journal has every answer, so that the run needs no cache to go on. */
    @Test
    void noRoomWhileCachingIsAWarningAndNothingThatWasBoughtIsLost() throws IOException {
        try (StubServer server = SmallSearch.server();
                ApeProcess process =
                        ApeProcess.under(limited(250_000), search.directory(), search.environment(server), CACHED)) {
            assertThat(process.waitFor()).as(process.err()).isIn(0, 3);

            assertThat(process.err()).contains("without the cache").doesNotContain("\tat ");
            assertThat(search.journaled()).isEqualTo(server.requests());
            assertThat(search.exports()).isEqualTo(whole.exports());
            assertThat(server.requests()).isEqualTo(whole.answers());
        }
    }

    @Test
    void noRoomInTheFileSystemOfTheCache() throws IOException {
        if (!Signals.mayMount()) {
            return; // noRoomForACacheIsSaidBeforeAnyCall has shown the same without
        }
        try (StubServer server = SmallSearch.server()) {
            final List<String> codes = inSmallFileSystem(server, "home", 400, CACHED);

            assertThat(codes.get(0)).isEqualTo("1");
            assertThat(codes.get(1)).isIn("0", "3");
            assertThat(Files.readString(search.directory().resolve("err"))).contains("the cache " + search.home());
            assertThat(search.exports()).isEqualTo(whole.exports());
            assertThat(server.requests()).as("each bought once").isEqualTo(whole.answers());
        }
    }

    /** As if it had been killed between the last record and the exports, and the disk were full since. */
    @Test
    void noRoomWhileExportingLeavesNothingHalfWritten() throws IOException {
        try (StubServer server = SmallSearch.server()) {
            finishWithoutExports(server);

            final String err = failing(server, limited(BLOCK), List.of("resume", SmallSearch.NAME));

            assertThat(err).contains("can't write", "exports", "half written").doesNotContain("\tat ");
            assertNothingIsHalfWritten();
            assertResumes(server, List.of());
            assertThat(server.requests()).isEqualTo(whole.answers());
        }
    }

    @Test
    void noRoomInTheFileSystemOfTheExportsLeavesNothingHalfWritten() throws IOException {
        if (!Signals.mayMount()) {
            return; // noRoomWhileExportingLeavesNothingHalfWritten has shown the same without
        }
        try (StubServer server = SmallSearch.server()) {
            finishWithoutExports(server);
            Files.createDirectories(search.run().resolve("exports"));

            final List<String> codes =
                    inSmallFileSystem(server, "runs/small/exports", 8, List.of("resume", SmallSearch.NAME));

            assertThat(codes.get(0)).isEqualTo("1");
            assertThat(codes.get(1)).isIn("0", "3");
            assertThat(Files.readString(search.directory().resolve("left")))
                    .as("after the failure")
                    .doesNotContain(".part");
            assertThat(search.exports()).isEqualTo(whole.exports());
        }
    }

    private void finishWithoutExports(StubServer server) throws IOException {
        assertThat(search.ape(server, OFF).code()).isIn(0, 3);
        Files.delete(search.run().resolve("result.json"));
        try (Stream<Path> files = Files.walk(search.run().resolve("exports"))) {
            for (final Path file :
                    files.sorted((first, second) -> second.compareTo(first)).toList()) {
                Files.delete(file);
            }
        }
    }

    private void assertNothingIsHalfWritten() throws IOException {
        final Map<String, String> there = search.exports();
        assertThat(there).hasSizeLessThan(whole.exports().size());
        assertThat(whole.exports()).containsAllEntriesOf(there);
        assertThat(partFiles()).isEmpty();
        assertThat(search.run().resolve("result.json")).doesNotExist();
    }

    private List<Path> partFiles() throws IOException {
        try (Stream<Path> files = Files.walk(search.directory())) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

    private static List<String> limited(long bytes) {
        return List.of("sh", "-c", "ulimit -f " + bytes / BLOCK + "; exec \"$@\"", "sh");
    }

    private String failing(StubServer server, List<String> starter, List<String> arguments) throws IOException {
        try (ApeProcess process =
                ApeProcess.under(starter, search.directory(), search.environment(server), arguments)) {
            assertThat(process.waitFor()).as(process.out() + process.err()).isEqualTo(1);
            return process.err();
        }
    }

    private void assertResumes(StubServer server, List<String> options) throws IOException {
        final long journaled = search.journaled();
        final int before = server.requests();
        final List<String> arguments = new ArrayList<>(List.of("resume", SmallSearch.NAME));
        arguments.addAll(options);

        final CommandLineRun resumed = search.ape(server, arguments);

        assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
        assertThat(search.exports()).isEqualTo(whole.exports());
        assertThat(server.requests() - before).as("asked since").isEqualTo((int) (whole.answers() - journaled));
    }

    /**
     * Runs a command where {@code folder} is a file system of so many KiB, and then resumes where it has grown.
     *
     * @return both exit codes; files {@code err} and {@code left} hold what the first printed and left behind
     */
    private List<String> inSmallFileSystem(StubServer server, String folder, long kib, List<String> arguments)
            throws IOException {
        final String script = """
                set -e
                mkdir -p kept %1$s && mount -t tmpfs -o size=%2$dk none %1$s
                set +e
                "$@" 2> err; echo $? > codes
                ls -aR runs > left
                set -e
                mount -o remount,size=16m %1$s
                set +e
                "$0" > out 2>&1; echo $? >> codes
                cp -r %1$s/. kept/
                """.formatted(folder, kib);
        final Path resume = search.directory().resolve("resume.sh");
        final List<String> command = new ArrayList<>(FastStart.command());
        command.addAll(List.of("resume", SmallSearch.NAME));
        Files.writeString(resume, "#!/bin/sh\nexec '" + String.join("' '", command) + "'\n");
        assertThat(resume.toFile().setExecutable(true)).isTrue();
        try (ApeProcess process = ApeProcess.under(
                List.of("unshare", "-rm", "sh", "-c", script, resume.toString()),
                search.directory(),
                search.environment(server),
                arguments)) {
            assertThat(process.waitFor()).as(process.err()).isZero();
        }
        copyBack(folder);
        return Files.readAllLines(search.directory().resolve("codes"));
    }

    /** What was mounted went with the process that mounted it. */
    private void copyBack(String folder) throws IOException {
        final Path kept = search.directory().resolve("kept");
        final Path place = search.directory().resolve(folder);
        try (Stream<Path> files = Files.walk(kept)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                final Path target = place.resolve(kept.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
