package io.ape4j.prompt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A worked example shown inside a prompt.
 *
 * @param fields input fields in the task's order
 * @param output the answer shown
 * @param rationale reasoning shown before the answer, if any
 * @param origin where it came from: the id of an example, or {@code user}
 */
public record Demonstration(
        Map<String, String> fields, String output, @Nullable String rationale, String origin) {
    public Demonstration {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(origin, "origin");
    }
}
