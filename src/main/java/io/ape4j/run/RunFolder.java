package io.ape4j.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.model.store.FolderSync;
import io.ape4j.model.store.PrivateFiles;
import io.ape4j.run.journal.Journal;
import io.ape4j.task.ReservedNames;
import io.ape4j.task.Task;
import io.ape4j.task.TaskJson;
import io.ape4j.task.text.InertJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one run, complete by itself: task snapshot, manifest, journal, result, exports. Files appear whole or
 * not at all.
 */
public record RunFolder(Path path) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");
    private static final String ID_FILE = "id";
    private static final int MOST_RUNS_OF_A_NAME = 100_000;

    public RunFolder {
        Objects.requireNonNull(path, "path");
    }

    /**
     * Makes {@code parent/name}, or {@code name-2}, {@code name-3}, ... where that exists.
     *
     * @throws IllegalArgumentException if the name is no plain file name
     */
    public static RunFolder create(Path parent, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a run: \"" + name
                    + "\"; use letters, digits, dots, hyphens and underscores, beginning with a letter or digit");
        }
        if (ReservedNames.isDevice(name)) {
            throw new IllegalArgumentException(
                    "not a name for a run: \"" + name + "\" is a device on Windows; choose another");
        }
        try {
            PrivateFiles.createFolders(parent);
            for (int i = 1; i < MOST_RUNS_OF_A_NAME; i++) {
                final Path path = parent.resolve(i == 1 ? name : name + "-" + i);
                if (tryCreate(path)) {
                    FolderSync.force(parent.toAbsolutePath());
                    write(path.resolve(ID_FILE), UUID.randomUUID() + "\n");
                    return new RunFolder(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "can't make a run folder in " + parent + ": " + e.getMessage()
                            + "; make it writable, or choose another with --runs",
                    e);
        }
        throw new IllegalArgumentException("too many runs are called " + name + "; choose another name");
    }

    private static boolean tryCreate(Path path) throws IOException {
        try {
            PrivateFiles.createFolder(path);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Opens an existing run.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static RunFolder open(Path path) {
        if (!Files.isRegularFile(path.resolve("run.json"))) {
            throw new IllegalArgumentException(
                    "no run at " + path + " (there is no run.json); list runs with: ape runs");
        }
        return new RunFolder(path);
    }

    public String name() {
        return Objects.requireNonNull(path.toAbsolutePath().normalize().getFileName(), "file name")
                .toString();
    }

    /** How the record of test readings calls this run: runs of one name in other places are others. */
    public String reader() {
        final Path file = path.resolve(ID_FILE);
        try {
            return Files.exists(file) ? name() + " " + Files.readString(file).strip() : name();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    public Path journalFile() {
        return path.resolve(Journal.FILE_NAME);
    }

    public Path exportsFolder() {
        return path.resolve("exports");
    }

    /**
     * Writes an export, and takes away what an earlier one of this format left.
     *
     * @param files by name; none to leave nothing of it
     * @return the files
     */
    public List<Path> writeExport(String format, Map<String, String> files) {
        final Path exports = exportsFolder().resolve(format);
        refuseLink(exportsFolder());
        refuseLink(exports);
        final List<Path> written = new ArrayList<>();
        files.forEach((name, text) -> {
            write(exports.resolve(name), text);
            written.add(exports.resolve(name));
        });
        if (Files.isDirectory(exports)) {
            removeAllBut(written, exports);
        }
        return written;
    }

    /** Files are written and deleted in there, and a run that somebody sent must not say where. */
    private static void refuseLink(Path folder) {
        if (Files.isSymbolicLink(folder)) {
            throw new IllegalStateException(folder + " is a symbolic link, and nothing of a run is written through one;"
                    + " remove it and try again");
        }
    }

    private static void removeAllBut(List<Path> kept, Path exports) {
        try (Stream<Path> there = Files.list(exports)) {
            for (final Path file : there.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !kept.contains(file))
                    .toList()) {
                Files.delete(file);
            }
            if (kept.isEmpty()) {
                Files.delete(exports);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't take old exports out of " + exports + ": " + e.getMessage(), e);
        }
    }

    public void writeTask(Task task) {
        writeJson("task.json", TaskJson.write(task));
    }

    public Task readTask() {
        return TaskJson.read(readJson("task.json"));
    }

    public void writeManifest(RunManifest manifest) {
        writeJson("run.json", manifest.toJson());
    }

    public RunManifest readManifest() {
        final JsonNode json = readJson("run.json");
        try {
            return RunManifest.read(json);
        } catch (IllegalArgumentException e) {
            throw new Damaged(path.resolve("run.json"), "it does not say what the run was", e);
        }
    }

    public void writeResult(JsonNode result) {
        writeJson("result.json", result);
    }

    /** Writes a file that holds one JSON value. */
    public void writeJson(String name, JsonNode json) {
        write(path.resolve(name), InertJson.of(json.toPrettyString()) + "\n");
    }

    /** The result of the last invocation that ended; empty if none has. */
    public Optional<JsonNode> readResult() {
        return Files.exists(path.resolve("result.json")) ? Optional.of(readJson("result.json")) : Optional.empty();
    }

    private JsonNode readJson(String name) {
        final Path file = path.resolve(name);
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new Damaged(file, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a file whole or not at all: to a neighbour, to the disk, then renamed. It and the folders that it needs are
     * private to the user; a symbolic link of its name is replaced, not followed.
     *
     * @throws UncheckedIOException if it can't be written; then the old file is there, or none
     */
    public static void write(Path file, String text) {
        write(file, text, true);
    }

    /** As {@link #write}, for a file that the user wants to hand on: its mode is what the user's files have. */
    public static void writePublic(Path file, String text) {
        write(file, text, false);
    }

    private static void write(Path file, String text, boolean isPrivate) {
        final Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder");
        try {
            final Path part = isPrivate ? privatePart(folder) : publicPart(folder);
            try {
                try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                    final ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "can't write " + file + ": " + e.getMessage()
                            + ". Nothing of it is left half written; make room, or make the folder writable, and"
                            + " resume the run or export it again",
                    e);
        }
    }

    private static Path privatePart(Path folder) throws IOException {
        PrivateFiles.createFolders(folder);
        return Files.createTempFile(folder, ".", ".part");
    }

    private static Path publicPart(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.createFile(folder.resolve("." + UUID.randomUUID() + ".part"));
    }

    /** A file of a run's folder does not hold what a run writes there; the message names it. */
    public static final class Damaged extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private Damaged(Path file, String what, Throwable cause) {
            super(file + " is damaged: " + what + "; restore it from a copy", cause);
        }
    }
}
