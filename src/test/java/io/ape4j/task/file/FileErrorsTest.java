package io.ape4j.task.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.task.file.Cases.Case;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads about each error, to the letter; the cases are in text files of the same package. */
class FileErrorsTest {
    @TempDir
    private Path parent;

    static List<Case> taskFiles() {
        return Cases.read("task-yaml-errors.txt");
    }

    static List<Case> jsonLines() {
        return Cases.read("examples-jsonl-errors.txt");
    }

    static List<Case> csv() {
        return Cases.read("examples-csv-errors.txt");
    }

    static List<Case> baselines() {
        return Cases.read("baseline-errors.txt");
    }

    @ParameterizedTest
    @MethodSource("taskFiles")
    void taskFile(Case errors) {
        final TaskFolder folder =
                TaskFolder.in(parent).with("task.yaml", (errors.isAddition() ? TaskFolder.YAML : "") + errors.input());

        assertThat(folder.problems()).isEqualTo(errors.expected());
    }

    @ParameterizedTest
    @MethodSource("jsonLines")
    void jsonLines(Case errors) {
        final TaskFolder folder = TaskFolder.in(parent).with("examples.jsonl", errors.input());

        assertThat(folder.problems()).isEqualTo(errors.expected());
    }

    @ParameterizedTest
    @MethodSource("csv")
    void csv(Case errors) {
        final TaskFolder folder = TaskFolder.in(parent)
                .with("task.yaml", TaskFolder.YAML.replace("jsonl", "csv"))
                .with("examples.csv", errors.input());

        assertThat(folder.problems()).isEqualTo(errors.expected());
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void baseline(Case errors) {
        final TaskFolder folder = TaskFolder.in(parent)
                .with("task.yaml", TaskFolder.YAML + "baseline: baseline.txt\n")
                .with("baseline.txt", errors.input());

        assertThat(folder.problems()).isEqualTo(errors.expected());
    }
}
