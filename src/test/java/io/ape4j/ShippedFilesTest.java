package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.export.Exports;
import io.ape4j.model.ModelSpec;
import io.ape4j.score.Metrics;
import io.ape4j.score.lint.Finding.Severity;
import io.ape4j.score.lint.TaskLint;
import io.ape4j.search.config.SearchConfigReader;
import io.ape4j.search.config.SearchFile;
import io.ape4j.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that comes with the program to be searched can be searched. The tasks have tests of their own, too. */
class ShippedFilesTest {
    private static final String SCHEMA_LINE = "# yaml-language-server: $schema=";

    static List<Path> configs() throws IOException {
        return files(Path.of("search-configs"), 1);
    }

    static List<Path> configsAndTasks() throws IOException {
        return Stream.concat(configs().stream(), files(Path.of("tasks"), 2).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aConfigIsReadAndItsTaskHasNothingWrong(Path config) {
        final SearchFile file = SearchConfigReader.read(config);
        final Task task = file.readTask();

        assertThat(TaskLint.check(task, Metrics.of(task))).noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(Exports.ids()).containsAll(file.config().exports());
        assertThat(ModelSpec.parse(file.config().models().executor())).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("configsAndTasks")
    void theFirstLineLeadsEditorsToTheSchema(Path file) throws IOException {
        final String first = Files.readAllLines(file).get(0);

        assertThat(first).startsWith(SCHEMA_LINE);
        assertThat(file.resolveSibling(first.substring(SCHEMA_LINE.length()))).exists();
    }

    private static List<Path> files(Path folder, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
