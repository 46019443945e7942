package io.ape4j.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a run was started, kept in its folder as {@value #FILE_NAME}: resuming is the same command again. Replay does not
 * read it.
 *
 * @param command {@code search} or {@code optimize}
 * @param arguments as they were given
 * @param directory where; absolute
 */
record Launch(String command, List<String> arguments, String directory) {
    static final String FILE_NAME = "launch.json";

    private static final JsonMapper JSON = new JsonMapper();

    Launch {
        arguments = List.copyOf(arguments);
    }

    static Launch of(String command, List<String> arguments, Path directory) {
        return new Launch(
                command, arguments, directory.toAbsolutePath().normalize().toString());
    }

    void write(RunFolder folder) {
        RunFolder.write(folder.path().resolve(FILE_NAME), JSON.valueToTree(this).toPrettyString() + "\n");
    }

    /** Empty if a program of its own started the run. */
    static Optional<Launch> read(RunFolder folder) {
        final Path file = folder.path().resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file), Launch.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    file + " is damaged (" + e.getOriginalMessage()
                            + "); remove it and give --model, then the run's own snapshot is used",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }
}
