package io.ape4j.task.file;

import io.ape4j.task.text.Location;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One thing wrong in a file.
 *
 * @param path the file, as the user named it
 * @param line from 1; 0 if the file as a whole is meant
 * @param column in characters, from 1; 0 if the file as a whole is meant
 * @param message what is wrong, the value, and what to do
 */
public record Problem(Path path, int line, int column, String message) {
    public Problem {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }

    public static Problem at(Path path, Location location, String message) {
        return new Problem(path, location.line(), location.column(), message);
    }

    /** {@code path:line:column: message}. */
    @Override
    public String toString() {
        return line == 0 ? path + ": " + message : path + ":" + line + ":" + column + ": " + message;
    }
}
