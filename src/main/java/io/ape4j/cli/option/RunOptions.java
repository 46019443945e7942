package io.ape4j.cli.option;

import io.ape4j.run.RunFolder;
import io.ape4j.task.text.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which run is meant. */
public final class RunOptions {
    @Parameters(index = "0", paramLabel = "RUN", description = "A run's folder, or its name under --runs.")
    public String run = "";

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of all runs (${DEFAULT-VALUE}).")
    public Path runs = Path.of("runs");

    /** The run that was named. */
    public RunFolder find(Surroundings surroundings) {
        return named(run, surroundings);
    }

    /** Another run of the same folder of runs. */
    public RunFolder named(String name, Surroundings surroundings) {
        final Optional<RunFolder> found = find(name, runs, surroundings);
        if (found.isPresent()) {
            return found.get();
        }
        final Path folder = surroundings.resolve(runs);
        final List<String> names = all(folder).stream().map(RunFolder::name).toList();
        throw new UsageException("there is no run " + name + ", neither as a folder nor in " + folder + "; "
                + (names.isEmpty() ? "there are none yet" : Nearest.advice(name, names)));
    }

    /** The run in a folder, or of a name under {@code runs}; empty if there is none. */
    public static Optional<RunFolder> find(String run, Path runs, Surroundings surroundings) {
        try {
            return Stream.of(
                            surroundings.resolve(Path.of(run)),
                            surroundings.resolve(runs).resolve(run))
                    .filter(path -> Files.isRegularFile(path.resolve("run.json")))
                    .findFirst()
                    .map(RunFolder::open);
        } catch (InvalidPathException e) {
            throw new UsageException("\"" + run + "\" can't be the name of a run; list runs with: ape runs", e);
        }
    }

    /** All runs in a folder, by name. */
    public static List<RunFolder> all(Path runs) {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(runs)) {
            return folders.filter(path -> Files.isRegularFile(path.resolve("run.json")))
                    .sorted()
                    .map(RunFolder::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't list " + runs + ": " + e.getMessage(), e);
        }
    }
}
