package io.ape4j.task.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import io.ape4j.task.text.TextFault;
import io.ape4j.task.text.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * One of our JSON Schemas, which says in our words what is wrong. What to do instead comes from the schema itself: its
 * {@code examples}, {@code enum} and {@code patternErrorMessage}, which editors show too. The tables of keys in the
 * documents are made from them as well.
 */
final class YamlSchema {
    private static final Map<String, YamlSchema> LOADED = new ConcurrentHashMap<>();
    /** The validator would warn of what it doesn't know, on every start of an application that logs. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword("patternErrorMessage"))
            .keyword(new NonValidationKeyword("x-default"))
            .keyword(new NonValidationKeyword("x-option"))
            .build();

    private final JsonNode document;
    private final Schema schema;

    private YamlSchema(JsonNode document) {
        this.document = document;
        this.schema = SchemaRegistry.withDialect(DIALECT).getSchema(document);
    }

    static YamlSchema load(String name) {
        return LOADED.computeIfAbsent(name, YamlSchema::parse);
    }

    private static YamlSchema parse(String name) {
        try (InputStream in = YamlSchema.class.getResourceAsStream("/io/ape4j/schema/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema \"" + name + "\" on the class path");
            }
            return new YamlSchema(new JsonMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("the schema " + name + " can't be read", e);
        }
    }

    List<TextFault> check(YamlNode root) {
        final List<Error> errors = schema.validate(root.json());
        final Set<String> wrongType = errors.stream()
                .filter(error -> error.getKeyword().equals("type"))
                .map(error -> error.getInstanceLocation().toString())
                .collect(Collectors.toSet());
        final List<TextFault> faults = new ArrayList<>();
        for (final Error error : errors) {
            final boolean implied =
                    wrongType.contains(error.getInstanceLocation().toString())
                            && !error.getKeyword().equals("type");
            if (!implied) {
                faults.add(fault(root, error));
            }
        }
        return faults;
    }

    private TextFault fault(YamlNode root, Error error) {
        final List<Object> path = steps(error.getInstanceLocation());
        final JsonNode rule = rule(error);
        if (error.getKeyword().equals("additionalProperties")) {
            final String key = error.getProperty();
            return new TextFault(
                    root.locateKey(path, key),
                    "unknown key " + Shown.quoted(key) + "; " + Nearest.advice(key, names(rule.path("properties"))));
        }
        final Location at = root.locate(path);
        if (error.getKeyword().equals("required")) {
            final String key = error.getProperty();
            final JsonNode property = resolve(rule.path("properties").path(key));
            return new TextFault(at, "missing key " + Shown.quoted(inside(path, key)) + "; add it" + example(property));
        }
        return new TextFault(at, label(path) + broken(error, rule));
    }

    private static String broken(Error error, JsonNode rule) {
        final JsonNode value = error.getInstanceNode();
        final String limit = rule.path(error.getKeyword()).asText();
        return switch (error.getKeyword()) {
            case "type" -> " is " + shown(value) + "; write " + typeNames(rule.path("type")) + example(rule);
            case "enum" -> " is " + shown(value) + "; " + Nearest.advice(value.asText(), names(rule.path("enum")));
            case "minimum" -> " is " + shown(value) + "; write at least " + limit;
            case "exclusiveMinimum" -> " is " + shown(value) + "; write more than " + limit;
            case "maximum" -> " is " + shown(value) + "; write at most " + limit;
            case "minItems", "minProperties" -> " has " + entries(value) + "; write at least " + limit + example(rule);
            case "maxItems", "maxProperties" -> " has " + entries(value) + "; write at most " + limit + example(rule);
            case "minLength" -> " is empty; write something" + example(rule);
            case "maxLength" -> " is " + value.asText().length() + " characters long; write at most " + limit;
            case "pattern" ->
                " is " + shown(value) + "; " + rule.path("patternErrorMessage").asText("write it as the schema says")
                        + example(rule);
            case "uniqueItems" -> " holds an entry twice; write each once";
            default -> " is " + shown(value) + ": " + Shown.sentence(error.getMessage());
        };
    }

    /** The part of the schema that the broken keyword stands in. */
    private JsonNode rule(Error error) {
        JsonNode node = document;
        final List<Object> steps = steps(error.getSchemaLocation().getFragment());
        for (final Object step : steps.subList(0, Math.max(0, steps.size() - 1))) {
            node = step instanceof Integer index ? node.path(index) : node.path(step.toString());
        }
        return node;
    }

    private JsonNode resolve(JsonNode node) {
        final String reference = node.path("$ref").asText();
        return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
    }

    private static List<Object> steps(NodePath path) {
        final List<Object> steps = new ArrayList<>();
        for (int i = 0; i < path.getNameCount(); i++) {
            steps.add(path.getElement(i));
        }
        return steps;
    }

    private static List<String> names(JsonNode node) {
        if (node.isArray()) {
            return CheckedYaml.texts(node);
        }
        final List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String inside(List<Object> path, String key) {
        return path.isEmpty() ? key : label(path) + "." + key;
    }

    private static String label(List<Object> path) {
        if (path.isEmpty()) {
            return "the file";
        }
        final StringBuilder label = new StringBuilder();
        for (final Object step : path) {
            if (step instanceof Integer) {
                label.append('[').append(step).append(']');
            } else {
                label.append(label.isEmpty() ? "" : ".").append(Shown.plain(step.toString()));
            }
        }
        return label.toString();
    }

    private static String entries(JsonNode value) {
        return value.size() == 1 ? "1 entry" : value.size() + " entries";
    }

    private static String shown(JsonNode value) {
        if (value.isTextual()) {
            return Shown.quoted(value.textValue());
        }
        if (value.isNull()) {
            return "empty";
        }
        return value.isValueNode() ? Shown.plain(value.asText()) : value.isArray() ? "a list" : "a mapping";
    }

    private static String typeNames(JsonNode type) {
        final List<String> types = type.isArray() ? CheckedYaml.texts(type) : List.of(type.asText());
        return types.stream()
                .map(name -> switch (name) {
                    case "string" -> "a text";
                    case "integer" -> "a whole number";
                    case "number" -> "a number";
                    case "boolean" -> "true or false";
                    case "array" -> "a list";
                    case "object" -> "a mapping";
                    default -> name;
                })
                .collect(Collectors.joining(" or "));
    }

    private static String example(JsonNode rule) {
        final JsonNode examples = rule.path("examples");
        if (examples.isEmpty()) {
            return "";
        }
        final JsonNode first = examples.get(0);
        return ", e.g. "
                + (first.isTextual() ? Shown.sentence(first.textValue().replace("\n", "\\n")) : first.toString());
    }
}
