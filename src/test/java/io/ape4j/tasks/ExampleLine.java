package io.ape4j.tasks;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of an {@code examples.jsonl} with a single input field. It needs nothing but the JDK, so that a generator
 * runs on the compiled test classes alone.
 *
 * @param field name of the input field
 * @param input its text; no control characters
 * @param outputs the right answers, at least one
 */
record ExampleLine(String field, String input, List<String> outputs) {
    ExampleLine {
        outputs = List.copyOf(outputs);
        if (input.isBlank() || outputs.isEmpty() || outputs.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("blank input or output: \"" + input + "\" -> " + outputs);
        }
    }

    /** Where a task's examples are, seen from the project's root. */
    static Path file(String task) {
        return Path.of("tasks", task, "examples.jsonl");
    }

    /** The file's lines in order, each ended by a line feed. */
    static String fileText(List<ExampleLine> lines) {
        return lines.stream().map(line -> line.toJson() + "\n").collect(Collectors.joining());
    }

    private String toJson() {
        final String answers = outputs.size() == 1
                ? "\"output\": " + quoted(outputs.get(0))
                : outputs.stream().map(ExampleLine::quoted).collect(Collectors.joining(", ", "\"outputs\": [", "]"));
        return "{" + quoted(field) + ": " + quoted(input) + ", " + answers + "}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
