package io.ape4j.score.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.score.Metrics;
import io.ape4j.score.lint.Finding.Severity;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedTasksLintTest {
    static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("tasks"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void taskIsReadAndNothingInItMisleads(Path folder) {
        final Task task = TaskReader.read(folder);

        assertThat(TaskLint.check(task, Metrics.of(task))).noneMatch(finding -> finding.severity() != Severity.INFO);
    }
}
