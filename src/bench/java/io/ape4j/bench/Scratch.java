package io.ape4j.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that is gone when it is closed. */
public final class Scratch implements AutoCloseable {
    private final Path folder;

    /** Makes one. */
    public Scratch(String name) {
        try {
            folder = Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new UncheckedIOException("can't make a folder for " + name + ": " + e.getMessage(), e);
        }
    }

    /** A path in it. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        final List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
            for (final Path path : all) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't remove " + folder + ": " + e.getMessage(), e);
        }
    }
}
