package io.ape4j.cli.option;

import io.ape4j.cli.terminal.Terminal;
import io.ape4j.model.ApeHome;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command finds around it, handed in so that all of it can be tested in process.
 *
 * @param environment variables
 * @param directory that paths on the command line are relative to; empty for the current one
 */
public record Surroundings(Terminal terminal, Map<String, String> environment, Path directory) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Without the environment, which holds keys. */
    @Override
    public String toString() {
        return "Surroundings[directory=" + directory + "]";
    }

    /** A path of the command line. */
    public Path resolve(Path path) {
        return directory.resolve(path);
    }

    public ApeHome home() {
        return ApeHome.of(environment);
    }

    public Surroundings in(Path other) {
        return new Surroundings(terminal, environment, other);
    }
}
