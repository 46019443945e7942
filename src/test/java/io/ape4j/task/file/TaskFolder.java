package io.ape4j.task.file;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ape4j.task.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A task folder made by a test. */
record TaskFolder(Path folder) {
    static final String YAML = """
            name: routing
            fields: [message]
            examples: examples.jsonl
            metric: {type: exact-match}
            """;
    static final String EXAMPLES = """
            {"message": "Where is my parcel?", "output": "shipping"}
            {"message": "I was charged twice.", "output": "billing"}
            """;

    /** A whole, valid task. */
    static TaskFolder in(Path parent) {
        return new TaskFolder(parent.resolve("routing")).with("task.yaml", YAML).with("examples.jsonl", EXAMPLES);
    }

    TaskFolder with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    TaskFolder with(String file, byte[] bytes) {
        try {
            final Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Task read() {
        return TaskReader.read(folder);
    }

    /** What reading the task complains about, with paths relative to the folder. */
    List<String> problems() {
        final InvalidFileException e = catchThrowableOfType(InvalidFileException.class, this::read);
        return e == null
                ? List.of()
                : e.problems().stream()
                        .map(problem -> problem.toString().replace(folder + "/", ""))
                        .toList();
    }
}
