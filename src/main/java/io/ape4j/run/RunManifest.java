package io.ape4j.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.Price;
import io.ape4j.search.SearchParameters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything beside the task and the answers that a run is a function of.
 *
 * @param loopVersion of the loop that made the journal
 * @param strategy its name
 * @param limits that the search was started with
 * @param metric identity of the metric
 * @param models what answers, by role
 * @param prices what their tokens cost, where that is known: caps on money steer by them
 */
public record RunManifest(
        int loopVersion,
        String strategy,
        long seed,
        SearchParameters parameters,
        Limits limits,
        String metric,
        Map<ModelRole, ModelIdentity> models,
        Map<ModelRole, Price> prices) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    public RunManifest {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(metric, "metric");
        models = Collections.unmodifiableMap(new EnumMap<>(models));
        // Runs of models without prices, and the first recorded ones, have none.
        prices = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(prices, Map.of())));
    }

    /** A manifest of models whose prices are unknown. */
    public RunManifest(
            int loopVersion,
            String strategy,
            long seed,
            SearchParameters parameters,
            Limits limits,
            String metric,
            Map<ModelRole, ModelIdentity> models) {
        this(loopVersion, strategy, seed, parameters, limits, metric, models, Map.of());
    }

    /** As JSON with a fixed order of keys. */
    public ObjectNode toJson() {
        return JSON.valueToTree(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static RunManifest read(JsonNode json) {
        try {
            final RunManifest read = JSON.treeToValue(json, RunManifest.class);
            if (read == null) {
                throw new IllegalArgumentException("not the manifest of a run: it is null");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the manifest of a run: " + e.getOriginalMessage(), e);
        }
    }

    /** What differs, as {@code path: this one's value -> the other's}; empty if nothing does. */
    public List<String> differences(RunManifest other) {
        final List<String> found = new ArrayList<>();
        differences("", toJson(), other.toJson(), found);
        return found;
    }

    static void differences(String path, JsonNode mine, JsonNode theirs, List<String> found) {
        if (mine.equals(theirs)) {
            return;
        }
        if (!mine.isObject() || !theirs.isObject()) {
            found.add(path + ": " + mine + " -> " + theirs);
            return;
        }
        final Set<String> names = new LinkedHashSet<>();
        mine.fieldNames().forEachRemaining(names::add);
        theirs.fieldNames().forEachRemaining(names::add);
        for (final String name : names) {
            differences(path.isEmpty() ? name : path + "." + name, mine.path(name), theirs.path(name), found);
        }
    }
}
