package io.ape4j.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One case of a {@link Task}.
 *
 * @param id unique within the task; the first 16 hex digits of the hash of the normalised input, with {@code -2},
 *     {@code -3}, ... for duplicates
 * @param fields input fields by name, in the task's order
 * @param references one or more right answers; the first is the one shown in demonstrations
 * @param split decided when the task is read
 */
public record Example(String id, Map<String, String> fields, List<String> references, Split split) {
    public Example {
        Objects.requireNonNull(id, "id");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        references = List.copyOf(references);
        Objects.requireNonNull(split, "split");
        if (references.isEmpty()) {
            throw new IllegalArgumentException("example " + id + " has no reference output");
        }
    }

    /** The reference that is shown where one answer is shown. */
    public String reference() {
        return references.get(0);
    }
}
