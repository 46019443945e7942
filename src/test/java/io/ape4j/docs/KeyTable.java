package io.ape4j.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of keys in the documents, made from the schemas. A table stands between a comment {@code keys: SCHEMA
 * SECTION...} and one {@code end of keys}; {@code SCHEMA#DEFINITION} is a definition of a schema. {@code x-default} says in
 * words what holds where a key is left out and JSON has no value for it, {@code x-option} which option sets it too.
 */
final class KeyTable {
    private static final Pattern TABLE =
            Pattern.compile("(?s)(<!-- keys: ([\\w.#]+)((?: \\w+)*) -->\n).*?(<!-- end of keys -->)");
    private static final Path SCHEMAS = Path.of("docs", "schema");

    private KeyTable() {}

    /** A document with its tables as the schemas have them. */
    static String renewed(String document) {
        final StringBuilder fresh = new StringBuilder();
        final Matcher tables = TABLE.matcher(document);
        while (tables.find()) {
            final String rows = rows(
                    tables.group(2),
                    Arrays.stream(tables.group(3).split(" ", -1))
                            .filter(name -> !name.isEmpty())
                            .toList());
            tables.appendReplacement(fresh, Matcher.quoteReplacement(tables.group(1) + rows + tables.group(4)));
        }
        return tables.appendTail(fresh).toString();
    }

    private static String rows(String schema, List<String> sections) {
        final int hash = schema.indexOf('#');
        final JsonNode root = read(hash < 0 ? schema : schema.substring(0, hash));
        final JsonNode owner = hash < 0 ? root : root.path("$defs").path(schema.substring(hash + 1));
        final Map<String, Key> keys = new LinkedHashMap<>();
        keys("", owner, keys);
        if (!sections.isEmpty()) {
            keys.keySet()
                    .removeIf(name -> sections.stream()
                            .noneMatch(section -> name.equals(section) || name.startsWith(section + ".")));
        }
        final boolean hasOptions =
                keys.values().stream().anyMatch(key -> !key.option().isEmpty());
        final StringJoiner table = new StringJoiner("\n", "", "\n");
        table.add(hasOptions ? "| key | default | option | what it is |" : "| key | default | what it is |");
        table.add(hasOptions ? "| --- | --- | --- | --- |" : "| --- | --- | --- |");
        keys.forEach((name, key) -> table.add("| `" + name + "` | " + key.standard() + " | "
                + (hasOptions ? key.option() + " | " : "") + key.meaning() + " |"));
        return table.toString().replace("|  |", "| |");
    }

    /** By dotted name. A section that may hold anything is one key, described in a chapter of its own. */
    static void keys(String prefix, JsonNode owner, Map<String, Key> into) {
        final List<String> required = new ArrayList<>();
        owner.path("required").forEach(name -> required.add(name.asText()));
        owner.path("properties").properties().forEach(entry -> {
            final String name = prefix + entry.getKey();
            final JsonNode value = entry.getValue();
            if (value.path("type").asText().equals("object")
                    && value.path("additionalProperties").isBoolean()) {
                keys(name + ".", value, into);
            } else {
                into.put(name, Key.of(value, required.contains(entry.getKey())));
            }
        });
    }

    private static JsonNode read(String schema) {
        try {
            return new JsonMapper().readTree(SCHEMAS.resolve(schema).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of a row, as Markdown. */
    record Key(String standard, String option, String meaning) {
        static Key of(JsonNode schema, boolean required) {
            return new Key(
                    standard(schema, required),
                    code(schema.path("x-option").asText()),
                    schema.path("description").asText().replace("|", "\\|"));
        }

        private static String standard(JsonNode schema, boolean required) {
            final JsonNode standard = schema.path("default");
            if (required || standard.isMissingNode()) {
                return required ? "required" : schema.path("x-default").asText("none");
            }
            return code(standard.isTextual() ? standard.textValue() : standard.toString());
        }

        private static String code(String text) {
            return text.isEmpty() ? "" : "`" + text + "`";
        }
    }
}
