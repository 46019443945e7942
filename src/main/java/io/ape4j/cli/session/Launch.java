package io.ape4j.cli.session;

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
 * @param arguments as they were given, the command first
 * @param directory where; absolute
 */
public record Launch(List<String> arguments, String directory) {
    public static final String FILE_NAME = "launch.json";

    private static final JsonMapper JSON = new JsonMapper();

    public Launch {
        arguments = List.copyOf(arguments);
    }

    public static Launch of(List<String> arguments, Path directory) {
        return new Launch(arguments, directory.toAbsolutePath().normalize().toString());
    }

    public void write(RunFolder folder) {
        folder.writeJson(FILE_NAME, JSON.valueToTree(this));
    }

    /** Empty if a program of its own started the run. */
    public static Optional<Launch> read(RunFolder folder) {
        final Path file = folder.path().resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file), Launch.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    file + " is damaged; remove it and give --model, then the run's own snapshot is used", e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }
}
