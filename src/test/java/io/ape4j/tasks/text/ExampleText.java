package io.ape4j.tasks.text;

import java.util.List;
import java.util.stream.Collectors;

/** Writes one line of an {@code examples.jsonl}. */
public final class ExampleText {
    private ExampleText() {}

    /** A line with one input field and its right answers, ended by a line feed. */
    public static String line(String field, String input, List<String> outputs) {
        final String answers = outputs.size() == 1
                ? "\"output\": " + quoted(outputs.get(0))
                : outputs.stream().map(ExampleText::quoted).collect(Collectors.joining(", ", "\"outputs\": [", "]"));
        return "{" + quoted(field) + ": " + quoted(input) + ", " + answers + "}\n";
    }

    /** A JSON string; the text holds no control character but line feeds. */
    public static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
