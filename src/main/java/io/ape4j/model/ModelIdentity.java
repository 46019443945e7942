package io.ape4j.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Everything about a model that an answer may depend on beside the {@link Request}; part of every cache key.
 *
 * @param provider e.g. {@code embedded}, {@code openai}, {@code ollama}
 * @param endpoint base URL without credentials, the name of a group of interchangeable URLs, or empty in process
 * @param name the model's name at that endpoint
 * @param details content hash, engine build, chat template, batch mode, adapters and the like
 * @param shareable whether answers may be shared with other runs through the cache
 */
public record ModelIdentity(
        String provider, String endpoint, String name, Map<String, String> details, boolean shareable) {
    /** The detail that says where the servers of a group are, if all of them are in one known place. */
    public static final String WHERE = "where";
    /** The value of {@link #WHERE} for servers on this machine. */
    public static final String OWN_MACHINE = "own machine";

    public ModelIdentity {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(name, "name");
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** Provider and name, as people write them: {@code ollama:llama3.2}. */
    public String label() {
        return provider + ":" + name;
    }
}
