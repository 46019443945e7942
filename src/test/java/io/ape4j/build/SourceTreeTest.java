package io.ape4j.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compiler can't hold: where files lie, and how large they may grow. */
class SourceTreeTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final Path BENCH = Path.of("src/bench/java");
    private static final int MOST_LINES = 400;
    private static final int MOST_FILES = 15;
    private static final Set<String> TOP_LEVEL = Set.of(
            "pom.xml", "src", "tasks", "search-configs", "runs", "README.md", "ape", "docs", "LICENSE", "target");

    @Test
    void everyPackageIsDescribedAndNullMarked() {
        final var undescribed = Stream.concat(sources(MAIN), sources(BENCH))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !isNullMarked(folder.resolve("package-info.java")));

        assertThat(undescribed).isEmpty();
    }

    @Test
    void noSourceFileIsTooLongToRead() {
        final var tooLong = Stream.of(MAIN, TEST, BENCH)
                .flatMap(SourceTreeTest::sources)
                .filter(file -> lines(file).size() > MOST_LINES)
                .map(file -> file + ": " + lines(file).size() + " lines");

        assertThat(tooLong).as("files over %d lines: split them", MOST_LINES).isEmpty();
    }

    @Test
    void noPackageHoldsTooManyFiles() {
        final Map<Path, Long> sizes = Stream.concat(sources(MAIN), sources(BENCH))
                .filter(file -> !file.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));

        sizes.values().removeIf(files -> files <= MOST_FILES);

        assertThat(sizes)
                .as("packages over %d files: make sub-packages", MOST_FILES)
                .isEmpty();
    }

    @Test
    void theTopLevelHoldsNothingUnexpected() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(""))) {
            final List<String> names = entries.map(Path::toString)
                    .filter(name -> !name.startsWith("."))
                    .toList();

            assertThat(TOP_LEVEL).containsAll(names);
        }
    }

    private static Stream<Path> sources(final Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNullMarked(final Path packageInfo) {
        return Files.exists(packageInfo) && lines(packageInfo).contains("@NullMarked");
    }

    private static List<String> lines(final Path file) {
        try {
            return Files.readAllLines(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
