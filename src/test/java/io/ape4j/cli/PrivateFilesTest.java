package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Case 22: all that the program makes for itself is private to the user from the moment it is there, whatever the umask;
 * and nothing is written through a symbolic link that lies in a run's folder.
 */
@DisabledOnOs(OS.WINDOWS)
class PrivateFilesTest {
    private static final String[] SEARCH = {"search", "parity", "--model", "openai:m", "--max-calls", "30"};

    @TempDir
    private Path directory;

    private volatile boolean refuses = true;
    private StubServer server;

    @BeforeEach
    void start() {
        server = ParityTask.serve(this::reply);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022", "077"})
    void aRunFolderAndTheApeHomeArePrivateThroughoutWhateverTheUmask(String umask) throws Exception {
        ParityTask.write(directory.resolve("parity"), 30);
        final Set<String> seen = new ConcurrentSkipListSet<>();
        try (StubServer looking = StubServer.scripted(request -> {
            look(seen);
            return StubReply.text(ParityTask.answer(request));
        })) {
            final Map<String, String> environment = new HashMap<>(environment(looking));
            environment.put("HOME", directory.resolve("state").toString());
            try (CliProcess process = CliProcess.start(
                    List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh"),
                    directory,
                    environment,
                    Main.class,
                    SEARCH)) {
                assertThat(process.waitFor()).isIn(0, 3);
            }
        }
        look(seen);

        assertThat(seen)
                .anyMatch(line -> line.contains("answers.db-wal"))
                .anyMatch(line -> line.contains("answers.db-shm"));
        assertThat(seen)
                .anyMatch(line -> line.endsWith("journal.jsonl"))
                .anyMatch(line -> line.endsWith("prompt.json"))
                .anyMatch(line -> line.contains("test-readings/"));
        // The database library's own mark, which is empty and lies in a private folder.
        seen.removeIf(line -> line.endsWith("-libsqlitejdbc.so.lck"));
        assertThat(seen).allMatch(line -> line.startsWith("rw------- ") || line.startsWith("rwx------ "));
    }

    @Test
    void anExportThatIsHandedOnIsAnOrdinaryFile() throws Exception {
        finished();

        export("out/prompt.txt");

        final Path ordinary = Files.createFile(directory.resolve("ordinary"));
        assertThat(Files.getPosixFilePermissions(directory.resolve("out/prompt.txt")))
                .isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void anExportReplacesALinkAndLeavesWhatItLeadsTo() throws Exception {
        finished();
        final Path victim = Files.writeString(directory.resolve("victim"), "mine");
        Files.createSymbolicLink(directory.resolve("prompt.txt"), victim);

        export("prompt.txt");

        assertThat(victim).hasContent("mine");
        assertThat(Files.isSymbolicLink(directory.resolve("prompt.txt"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exports", "exports/txt"})
    void aRunWhoseExportsAreALinkDeletesAndWritesNothingThere(String link) throws Exception {
        final Path run = stopped();
        final Path victim = Files.createDirectories(directory.resolve("victim/txt"));
        Files.writeString(victim.resolve("mine"), "mine");
        delete(run.resolve(link));
        Files.createDirectories(run.resolve(link).getParent());
        Files.createSymbolicLink(run.resolve(link), link.equals("exports") ? victim.getParent() : victim);

        final CommandLineRun resumed = resume();

        assertThat(resumed.code()).isEqualTo(1);
        assertThat(resumed.err()).contains(link + " is a symbolic link");
        assertThat(victim).isDirectoryNotContaining("glob:**prompt.txt");
        assertThat(victim.resolve("mine")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "journal.jsonl"})
    void aLockOrJournalThatIsALinkIsNotWrittenThrough(String name) throws Exception {
        final Path run = stopped();
        final Path victim = directory.resolve("victim");
        Files.move(run.resolve(name), victim);
        Files.createSymbolicLink(run.resolve(name), victim);
        final byte[] before = Files.readAllBytes(victim);

        final CommandLineRun resumed = resume();

        assertThat(resumed.code()).isEqualTo(1);
        assertThat(resumed.err()).contains(name + " is a symbolic link");
        assertThat(victim).hasBinaryContent(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task.json", "run.json", "result.json"})
    void aFileOfARunThatIsALinkIsReplaced(String name) throws Exception {
        final Path run = stopped();
        final Path victim = directory.resolve("victim");
        Files.move(run.resolve(name), victim);
        Files.createSymbolicLink(run.resolve(name), victim);
        final byte[] before = Files.readAllBytes(victim);

        final CommandLineRun resumed = resume();

        assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
        assertThat(victim).hasBinaryContent(before);
    }

    private void export(String output) {
        final CommandLineRun run =
                CommandLineRun.of(directory, Map.of(), "export", "parity", "--format", "txt", "--output", output);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private void finished() throws IOException {
        refuses = false;
        ParityTask.write(directory.resolve("parity"), 30);
        final CommandLineRun run = CommandLineRun.of(directory, environment(server), SEARCH);
        assertThat(run.code()).as(run.err()).isIn(0, 3);
    }

    private Path stopped() throws IOException {
        ParityTask.write(directory.resolve("parity"), 30);
        final CommandLineRun run = CommandLineRun.of(directory, environment(server), SEARCH);
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        return directory.resolve("runs/parity");
    }

    private CommandLineRun resume() {
        refuses = false;
        return CommandLineRun.of(directory, environment(server), "resume", "parity");
    }

    private StubReply reply(StubRequest request) {
        return refuses && request.number() >= 12
                ? StubReply.error(401, "invalid_api_key", "no such key")
                : StubReply.text(ParityTask.answer(request));
    }

    private Map<String, String> environment(StubServer asked) {
        return ParityTask.environment(asked, directory.resolve("state/home"));
    }

    /** The modes of all that is under the run's and the program's folders, and under the temporary one. */
    private void look(Set<String> seen) {
        for (final String root : List.of("runs", "state", "tmp")) {
            final Path start = directory.resolve(root);
            if (!Files.exists(start)) {
                continue;
            }
            try {
                Files.walkFileTree(start, new Modes(start, !root.equals("tmp"), seen));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            try (var files = Files.list(path)) {
                for (final Path file : files.toList()) {
                    delete(file);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    /** Files come and go while it looks. */
    private static final class Modes extends SimpleFileVisitor<Path> {
        private final Path start;
        private final boolean startToo;
        private final Set<String> seen;

        Modes(Path start, boolean startToo, Set<String> seen) {
            this.start = start;
            this.startToo = startToo;
            this.seen = seen;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (startToo || !folder.equals(start)) {
                see(folder);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            see(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            return FileVisitResult.CONTINUE;
        }

        private void see(Path path) {
            try {
                seen.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))
                        + " " + path);
            } catch (IOException e) {
                // It was a part of a file, and is gone.
                assertThat(path).doesNotExist();
            }
        }
    }
}
