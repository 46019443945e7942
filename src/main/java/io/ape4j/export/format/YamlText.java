package io.ape4j.export.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.task.text.InertJson;
import io.ape4j.task.text.TextFault;
import io.ape4j.task.text.YamlReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * JSON values as YAML for people, and back. Text of several lines stands as it is where every reader of YAML takes it for
 * the same text, else in double quotes with escapes.
 */
public final class YamlText {
    private static final int INDENT = 2;

    private YamlText() {}

    /** One document. Keys keep their order. */
    public static String write(JsonNode value) {
        final DumperOptions options = new DumperOptions();
        options.setSplitLines(false);
        options.setIndent(INDENT);
        options.setIndicatorIndent(INDENT);
        options.setIndentWithIndicator(true);
        final StringWriter out = new StringWriter();
        new Yaml(options).serialize(node(value), out);
        return out.toString();
    }

    private static Node node(JsonNode value) {
        if (value.isObject()) {
            final List<NodeTuple> entries = new ArrayList<>();
            value.properties()
                    .forEach(entry -> entries.add(new NodeTuple(text(entry.getKey()), node(entry.getValue()))));
            return new MappingNode(Tag.MAP, entries, FlowStyle.BLOCK);
        }
        if (value.isArray()) {
            final List<Node> items = new ArrayList<>();
            value.forEach(item -> items.add(node(item)));
            return new SequenceNode(Tag.SEQ, items, FlowStyle.BLOCK);
        }
        if (value.isTextual()) {
            return text(value.textValue());
        }
        final Tag tag = value.isBoolean() ? Tag.BOOL : value.isIntegralNumber() ? Tag.INT : Tag.FLOAT;
        return new ScalarNode(tag, value.asText(), null, null, ScalarStyle.PLAIN);
    }

    private static Node text(String text) {
        return new ScalarNode(Tag.STR, text, null, null, style(text));
    }

    private static ScalarStyle style(String text) {
        final boolean isHarmless = text.codePoints().allMatch(point -> point == '\n' || InertJson.isHarmless(point));
        if (!isHarmless || text.isBlank() || Character.isWhitespace(text.charAt(0))) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        return text.indexOf('\n') < 0 ? ScalarStyle.PLAIN : ScalarStyle.LITERAL;
    }

    /**
     * Reads one document.
     *
     * @throws IllegalArgumentException caused by a {@link TextFault} with the place
     */
    public static JsonNode read(String text) {
        try {
            final List<TextFault> faults = new ArrayList<>();
            final JsonNode root = YamlReader.read(text, faults::add).json();
            if (!faults.isEmpty()) {
                throw told(faults.get(0));
            }
            return root;
        } catch (TextFault fault) {
            throw told(fault);
        }
    }

    private static IllegalArgumentException told(TextFault fault) {
        return new IllegalArgumentException(String.valueOf(fault.getMessage()), fault);
    }
}
