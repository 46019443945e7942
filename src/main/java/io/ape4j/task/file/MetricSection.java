package io.ape4j.task.file;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.MetricSpec.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The section {@code metric} of a task file. */
final class MetricSection {
    private static final Set<String> OWN_KEYS = Set.of("type", "extract", "normalise");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private MetricSection() {}

    /** Whether a section that may break its schema has the shape that {@link #read} takes. */
    static boolean isReadable(JsonNode node) {
        return node.path("type").isTextual()
                && !node.path("type").asText().isBlank()
                && areSteps(node.path("extract"))
                && areSteps(node.path("normalise"));
    }

    private static boolean areSteps(JsonNode list) {
        if (!list.isMissingNode() && !list.isArray()) {
            return false;
        }
        for (final JsonNode step : list) {
            final boolean isStep = step.isObject()
                    ? step.size() == 1 && !step.elements().next().isNull()
                    : step.isTextual() && !step.asText().isBlank();
            if (!isStep) {
                return false;
            }
        }
        return true;
    }

    static MetricSpec read(JsonNode node) {
        final Map<String, Object> options = new TreeMap<>();
        node.properties().forEach(entry -> {
            if (!OWN_KEYS.contains(entry.getKey())) {
                options.put(entry.getKey(), value(entry.getValue()));
            }
        });
        return new MetricSpec(
                node.path("type").asText(), steps(node.path("extract")), steps(node.path("normalise")), options);
    }

    private static List<Step> steps(JsonNode list) {
        final List<Step> steps = new ArrayList<>();
        for (final JsonNode step : list) {
            if (step.isTextual()) {
                steps.add(Step.of(step.textValue()));
            } else {
                step.properties().forEach(entry -> steps.add(new Step(entry.getKey(), value(entry.getValue()))));
            }
        }
        return steps;
    }

    private static Object value(JsonNode node) {
        if (node.isBigDecimal()) {
            return node.doubleValue();
        }
        return MAPPER.convertValue(node, new TypeReference<Object>() {});
    }
}
