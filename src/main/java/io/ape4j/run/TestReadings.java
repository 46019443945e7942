package io.ape4j.run;

import io.ape4j.model.store.PrivateFiles;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who has read the test examples of a task: one file a test split, one line a run. A verdict is worth less the more
 * runs looked before, so that it says how many did.
 */
public final class TestReadings {
    private final Path folder;

    /** Keeps its files in {@code folder}, which is made when needed. */
    public TestReadings(Path folder) {
        this.folder = folder;
    }

    /** Runs other than {@code run} that have read this test split, in order. */
    public List<String> before(Task task, String run) {
        final Path file = file(task);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.equals(run))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes sure, before anything is bought, that a reading can be recorded.
     *
     * @throws UncheckedIOException if not
     */
    public void requireWritable() {
        try {
            PrivateFiles.createFolders(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(folder, new IOException("it is read-only"));
        }
    }

    /** Records that {@code run} reads it now. */
    public void record(Task task, String run) {
        final Path file = file(task);
        try {
            PrivateFiles.createFolders(folder);
            PrivateFiles.createFile(file);
            Files.writeString(file, run.replace('\n', ' ') + "\n", StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static UncheckedIOException unwritable(Path path, IOException cause) {
        return new UncheckedIOException(
                "can't record in " + path + " who reads the test examples: " + cause.getMessage()
                        + ". Make it writable, or choose another folder with APE_HOME, and resume the run",
                cause);
    }

    private Path file(Task task) {
        final String ids = task.examples(Split.TEST).stream().map(Example::id).collect(Collectors.joining("\n"));
        return folder.resolve(Sha256.hex(ids).substring(0, 32));
    }
}
