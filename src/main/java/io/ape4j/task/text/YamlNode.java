package io.ape4j.task.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML value as JSON, with the place of everything in it.
 *
 * @param at where it starts
 * @param json the value
 * @param keys where each key of a mapping stands
 * @param entries the values of a mapping
 * @param items the values of a sequence
 */
public record YamlNode(
        Location at, JsonNode json, Map<String, Location> keys, Map<String, YamlNode> entries, List<YamlNode> items) {
    public YamlNode {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        items = List.copyOf(items);
    }

    /**
     * Where the value under a path of keys (String) and positions (Integer) stands, or the last part of the path that
     * is there.
     */
    public Location locate(List<?> path) {
        return deepest(path).at();
    }

    /** Where a key of the mapping under {@code path} stands, or the mapping if it has no such key. */
    public Location locateKey(List<?> path, String key) {
        final YamlNode mapping = deepest(path);
        return mapping.keys().getOrDefault(key, mapping.at());
    }

    private YamlNode deepest(List<?> path) {
        YamlNode node = this;
        for (final Object step : path) {
            final Optional<YamlNode> next = node.child(step);
            if (next.isEmpty()) {
                return node;
            }
            node = next.get();
        }
        return node;
    }

    private Optional<YamlNode> child(Object step) {
        if (step instanceof Integer index) {
            return index >= 0 && index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
        }
        return Optional.ofNullable(entries.get(String.valueOf(step)));
    }
}
