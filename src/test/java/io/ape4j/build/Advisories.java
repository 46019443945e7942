package io.ape4j.build;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The advisories that were known on a day for what the runnable jar is made of.
 *
 * @param collected the day, as in ISO 8601
 * @param from where they were looked up
 * @param artifacts for every Maven artifact ({@code group:name}), also those without any
 * @param nativeParts for programs inside of artifacts, which have versions of their own
 * @param accepted why one that applies is borne with, by its id
 */
record Advisories(
        String collected,
        String from,
        Map<String, List<Advisory>> artifacts,
        @JsonProperty("native") Map<String, Native> nativeParts,
        Map<String, String> accepted) {

    /** Ranges are {@code [first affected,first not affected)}. */
    record Advisory(String id, List<String> affected, String what) {
        boolean applies(String version) {
            return affected.stream().anyMatch(range -> contains(range, version));
        }

        private static boolean contains(String range, String version) {
            final int comma = range.indexOf(',');
            final Version first = parse(range.substring(1, comma));
            final Version end = parse(range.substring(comma + 1, range.length() - 1));
            return first.compareTo(parse(version)) <= 0 && parse(version).compareTo(end) < 0;
        }

        /** Builds of llama.cpp are counted: b4916. */
        private static Version parse(String version) {
            return Version.parse(version.startsWith("b") ? version.substring(1) : version);
        }
    }

    record Native(String inside, String version, List<Advisory> advisories) {}

    static Advisories read() throws IOException {
        try (InputStream json = Objects.requireNonNull(Advisories.class.getResourceAsStream("advisories.json"))) {
            return new JsonMapper().readValue(json, Advisories.class);
        }
    }

    /** The ids of those that apply, each with what it applies to. */
    Map<String, String> applying(Map<String, String> versions) {
        final Map<String, String> found = new TreeMap<>();
        artifacts.forEach((artifact, known) -> {
            final String version = versions.get(artifact);
            if (version != null) {
                ids(known, version).forEach(id -> found.put(id, artifact + " " + version));
            }
        });
        nativeParts.forEach((name, part) ->
                ids(part.advisories(), part.version()).forEach(id -> found.put(id, name + " " + part.version())));
        return found;
    }

    private static List<String> ids(List<Advisory> known, String version) {
        final List<String> ids = new ArrayList<>();
        for (final Advisory advisory : known) {
            if (advisory.applies(version)) {
                ids.add(advisory.id());
            }
        }
        return ids;
    }
}
