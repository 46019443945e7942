package io.ape4j.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Prompts as JSON and back, without loss: what {@link #read} makes of {@link #write} equals the original. */
public final class PromptJson {
    /** The value of the key {@code format}. */
    public static final String FORMAT = "ape4j-prompt/1";

    private PromptJson() {}

    public static ObjectNode write(Prompt prompt) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        final ArrayNode stages = root.putArray("stages");
        prompt.stages().forEach(stage -> stages.add(write(stage)));
        return root;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else; the message names the key
     */
    public static Prompt read(JsonNode root) {
        if (!FORMAT.equals(root.path("format").asText())) {
            throw new IllegalArgumentException("not a prompt: the key \"format\" must be \"" + FORMAT + "\", and "
                    + (root.has("format") ? "was " + root.path("format") : "there is none"));
        }
        final List<Stage> stages = new ArrayList<>();
        required(root, "stages").forEach(stage -> stages.add(readStage(stage)));
        return new Prompt(stages);
    }

    private static ObjectNode write(Stage stage) {
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", stage.name());
        final ObjectNode template = node.putObject("template");
        final ArrayNode messages = template.putArray("messages");
        stage.template()
                .messages()
                .forEach(message -> messages.addObject()
                        .put("role", message.role().wireName())
                        .put("text", message.text().toString()));
        template.put("exampleInput", stage.template().exampleInput().toString());
        template.put("exampleOutput", stage.template().exampleOutput().toString());
        template.put(
                "demonstrationsAs", stage.template().demonstrationsAs().name().toLowerCase(Locale.ROOT));
        final ObjectNode parts = node.putObject("parts");
        stage.parts().forEach((name, part) -> parts.set(name, write(part)));
        final ArrayNode frozen = node.putArray("frozen");
        stage.frozen().forEach(frozen::add);
        return node;
    }

    private static JsonNode write(Part part) {
        if (part instanceof TextPart text) {
            return JsonNodeFactory.instance.textNode(text.text());
        }
        final ArrayNode demonstrations = JsonNodeFactory.instance.arrayNode();
        for (final Demonstration demonstration : ((DemonstrationsPart) part).demonstrations()) {
            final ObjectNode node = demonstrations.addObject();
            final ObjectNode fields = node.putObject("fields");
            demonstration.fields().forEach(fields::put);
            node.put("output", demonstration.output());
            if (demonstration.rationale() != null) {
                node.put("rationale", demonstration.rationale());
            }
            node.put("origin", demonstration.origin());
        }
        return demonstrations;
    }

    private static Stage readStage(JsonNode node) {
        final JsonNode template = required(node, "template");
        final List<PromptTemplate.TemplateMessage> messages = new ArrayList<>();
        required(template, "messages")
                .forEach(message -> messages.add(new PromptTemplate.TemplateMessage(
                        Role.ofWireName(text(message, "role")), TemplateText.parse(text(message, "text")))));
        final SortedMap<String, Part> parts = new TreeMap<>();
        required(node, "parts")
                .properties()
                .forEach(part -> parts.put(part.getKey(), readPart(part.getKey(), part.getValue())));
        final Set<String> frozen = new TreeSet<>();
        required(node, "frozen").forEach(name -> frozen.add(name.asText()));
        return new Stage(
                text(node, "name"),
                new PromptTemplate(
                        messages,
                        TemplateText.parse(text(template, "exampleInput")),
                        TemplateText.parse(text(template, "exampleOutput")),
                        demonstrationsAs(text(template, "demonstrationsAs"))),
                parts,
                frozen);
    }

    private static DemonstrationsAs demonstrationsAs(String name) {
        for (final DemonstrationsAs way : DemonstrationsAs.values()) {
            if (way.name().toLowerCase(Locale.ROOT).equals(name)) {
                return way;
            }
        }
        throw new IllegalArgumentException("demonstrationsAs is text or turns, not \"" + name + "\"");
    }

    private static Part readPart(String name, JsonNode node) {
        if (node.isTextual()) {
            return new TextPart(node.asText());
        }
        if (!node.isArray()) {
            throw new IllegalArgumentException(
                    "the part \"" + name + "\" must be a text or a list of demonstrations, was " + node);
        }
        final List<Demonstration> demonstrations = new ArrayList<>();
        for (final JsonNode demonstration : node) {
            final Map<String, String> fields = new LinkedHashMap<>();
            required(demonstration, "fields")
                    .properties()
                    .forEach(field -> fields.put(field.getKey(), text(field.getKey(), field.getValue())));
            final @Nullable JsonNode rationale = demonstration.get("rationale");
            demonstrations.add(new Demonstration(
                    fields,
                    text(demonstration, "output"),
                    rationale == null ? null : rationale.asText(),
                    text(demonstration, "origin")));
        }
        return new DemonstrationsPart(demonstrations);
    }

    private static JsonNode required(JsonNode node, String key) {
        final JsonNode value = node.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the key \"" + key + "\" is missing");
        }
        return value;
    }

    private static String text(JsonNode node, String key) {
        return text(key, required(node, key));
    }

    private static String text(String key, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the key \"" + key + "\" must be a text, was " + value);
        }
        return value.asText();
    }
}
