package io.ape4j.task;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How answers are scored, as the task file says it; {@code score} turns it into a metric.
 *
 * @param type name of a metric, e.g. {@code exact-match}
 * @param extract steps that take the answer out of what the model said, applied in order; e.g. {@code first-line}
 * @param normalise steps applied in order to both the extracted answer and each reference, e.g. {@code lower-case}
 * @param options further settings of the metric: JSON values (String, Number, Boolean, List, Map)
 */
public record MetricSpec(String type, List<Step> extract, List<Step> normalise, Map<String, Object> options) {
    /** The answer is the reference, to the letter. */
    public static final MetricSpec STANDARD = new MetricSpec("exact-match", List.of(), List.of(), Map.of());

    /**
     * One extraction or normalisation step.
     *
     * @param name e.g. {@code drop-words}
     * @param argument its JSON value, or an empty string where the step takes none
     */
    public record Step(String name, Object argument) {
        public Step {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(argument, "argument");
        }

        public static Step of(String name) {
            return new Step(name, "");
        }
    }

    public MetricSpec {
        Objects.requireNonNull(type, "type");
        extract = List.copyOf(extract);
        normalise = List.copyOf(normalise);
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }
}
