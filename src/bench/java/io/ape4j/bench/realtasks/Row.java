package io.ape4j.bench.realtasks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.ModelSpec;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What one prompt or one search came to on one task.
 *
 * @param json as it is printed; the fields of {@link #KEY} say what was measured, the rest what was found
 */
record Row(ObjectNode json) {
    /** Only where they are not the defaults. */
    private static final String SETTINGS = "settings";

    private static final List<String> KEY = List.of(
            "task",
            "strategy",
            "seed",
            "maxCalls",
            "parts",
            SETTINGS,
            "model",
            "proposer",
            "selectExamples",
            "testExamples");

    /** A row in which nothing has been found yet. */
    static Row of(Task task, Way way, long seed, ModelSpec model, ModelSpec proposer) {
        final ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("task", task.name());
        json.put("strategy", way.strategy());
        json.put("seed", way.isSearch() ? seed : 0);
        json.put("maxCalls", way.calls());
        json.put("parts", way.parts().word());
        if (!way.settings().name().isEmpty()) {
            json.put(SETTINGS, way.settings().name());
        }
        json.put("model", model.toString());
        json.put("proposer", way.isSearch() ? proposer.toString() : "");
        json.put("selectExamples", task.examples(Split.SELECT).size());
        json.put("testExamples", task.examples(Split.TEST).size());
        return new Row(json);
    }

    /** What was measured: rows of the same key are interchangeable. */
    String key() {
        return KEY.stream().map(field -> json.path(field).asText()).collect(Collectors.joining("\n"));
    }

    boolean isOf(String task, Way way) {
        return json.path("task").asText().equals(task)
                && json.path("strategy").asText().equals(way.strategy())
                && json.path("maxCalls").asLong() == way.calls()
                && json.path("parts").asText().equals(way.parts().word())
                && json.path(SETTINGS).asText().equals(way.settings().name());
    }

    /** A figure; empty if there is none, as where no prompt could be confirmed. */
    OptionalDouble figure(String field) {
        final JsonNode value = json.path(field);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    String verdict() {
        return json.path("verdict").asText();
    }
}
