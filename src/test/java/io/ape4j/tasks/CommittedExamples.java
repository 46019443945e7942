package io.ape4j.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The {@code examples.jsonl} files of this repository, read by Jackson and not by what wrote them. */
final class CommittedExamples {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CommittedExamples() {}

    /** The examples of a task with one input field, in file order. */
    static List<ExampleLine> of(String task) {
        return text(task).lines().map(CommittedExamples::parse).toList();
    }

    /** The whole file. */
    static String text(String task) {
        try {
            return Files.readString(ExampleLine.file(task), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read " + ExampleLine.file(task) + "; run the test in the project's root", e);
        }
    }

    private static ExampleLine parse(String json) {
        try {
            final JsonNode node = JSON.readTree(json);
            final String field = node.fieldNames().next();
            final List<String> outputs = new ArrayList<>();
            if (node.has("outputs")) {
                node.get("outputs").forEach(output -> outputs.add(output.asText()));
            } else {
                outputs.add(node.get("output").asText());
            }
            return new ExampleLine(field, node.get(field).asText(), outputs);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + json, e);
        }
    }
}
