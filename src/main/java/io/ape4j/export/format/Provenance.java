package io.ape4j.export.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an exported prompt comes from. Holds no clock time, path, run name or cache count: the same search exports the
 * same bytes.
 *
 * @param task name of the task
 * @param seed of the search
 * @param loopVersion of the loop that found it
 * @param models what proposed and answered, by role
 * @param promptHash SHA-256 of the prompt's canonical JSON, in hex
 * @param select mean score during the search
 * @param test the confirmation, or {@code null} if there was none
 */
public record Provenance(
        String task,
        long seed,
        int loopVersion,
        Map<String, String> models,
        String promptHash,
        Measured select,
        @Nullable Confirmed test) {

    /** A mean over some examples. */
    public record Measured(double score, int examples) {}

    /** The final word, on the test split. */
    public record Confirmed(
            String verdict, double winner, double baseline, int examples, double lower, double upper, double pValue) {}

    public Provenance {
        Objects.requireNonNull(task, "task");
        models = Collections.unmodifiableMap(new TreeMap<>(models));
        Objects.requireNonNull(promptHash, "promptHash");
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Provenance read(JsonNode json) {
        final Map<String, String> models = new TreeMap<>();
        json.path("models")
                .properties()
                .forEach(model -> models.put(model.getKey(), model.getValue().asText()));
        return new Provenance(
                required(json, "task").asText(),
                required(json, "seed").asLong(),
                required(json, "loopVersion").asInt(),
                models,
                required(json, "promptSha256").asText(),
                new Measured(
                        required(json.path("select"), "score").asDouble(),
                        required(json.path("select"), "examples").asInt()),
                json.has("test") ? confirmed(required(json, "verdict").asText(), json.path("test")) : null);
    }

    private static Confirmed confirmed(String verdict, JsonNode test) {
        final JsonNode interval = required(test, "interval");
        return new Confirmed(
                verdict,
                required(test, "winner").asDouble(),
                required(test, "baseline").asDouble(),
                required(test, "examples").asInt(),
                interval.path(0).asDouble(),
                interval.path(1).asDouble(),
                required(test, "pValue").asDouble());
    }

    private static JsonNode required(JsonNode node, String key) {
        final JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("its provenance has no \"" + key + "\"");
        }
        return value;
    }

    /** As JSON with a fixed order of keys. */
    public ObjectNode toJson() {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("tool", "ape4j");
        root.put("task", task);
        root.put("seed", seed);
        root.put("loopVersion", loopVersion);
        final ObjectNode roles = root.putObject("models");
        models.forEach(roles::put);
        root.put("promptSha256", promptHash);
        root.putObject("select").put("score", select.score()).put("examples", select.examples());
        if (test == null) {
            root.put("verdict", "unconfirmed");
            return root;
        }
        root.put("verdict", test.verdict());
        final ObjectNode confirmed = root.putObject("test");
        confirmed.put("winner", test.winner());
        confirmed.put("baseline", test.baseline());
        confirmed.put("examples", test.examples());
        confirmed.putArray("interval").add(test.lower()).add(test.upper());
        confirmed.put("pValue", test.pValue());
        return root;
    }
}
