package io.ape4j.export.place;

import io.ape4j.export.format.YamlText;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.task.text.InertJson;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A scalar of a YAML text. A block stays a block with its header and indentation; any other is written in its style. */
record YamlPassage(String source, int start, int end, String text, ScalarStyle style) implements Passage {

    /** All scalars that are values. */
    static List<Passage> in(String source) {
        final List<Passage> passages = new ArrayList<>();
        try {
            final Node root = new Yaml().compose(new StringReader(source));
            if (root != null) {
                collect(source, root, passages);
            }
            return passages;
        } catch (YAMLException e) {
            YamlText.read(source); // says what is wrong, and where
            throw new IllegalStateException("of two readers of YAML only one takes it", e);
        }
    }

    private static void collect(String source, Node node, List<Passage> into) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> collect(source, entry.getValueNode(), into));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> collect(source, item, into));
        } else if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.STR)) {
            into.add(new YamlPassage(
                    source,
                    source.offsetByCodePoints(0, scalar.getStartMark().getIndex()),
                    source.offsetByCodePoints(0, scalar.getEndMark().getIndex()),
                    scalar.getValue(),
                    scalar.getScalarStyle()));
        }
    }

    @Override
    public String with(int from, int to, String replacement) {
        final String changed = text.substring(0, from) + replacement + text.substring(to);
        final String written = style == ScalarStyle.LITERAL ? block(changed) : inLine(changed);
        return source.substring(0, start) + written + source.substring(end);
    }

    private String block(String changed) {
        final String old = LineEnds.plain(source.substring(start, end));
        final int header = old.indexOf('\n') + 1;
        final String content = old.substring(header).stripTrailing();
        final int indent = content.length() - content.stripLeading().length();
        final String margin = content.substring(content.lastIndexOf('\n', indent) + 1, indent);
        final boolean isPlain =
                changed.codePoints().allMatch(point -> point == '\n' || point == '\t' || InertJson.isHarmless(point));
        // A block that ends in the line break of its last line can say a text without one by its header.
        final boolean isStripped =
                old.startsWith("|\n") && text.endsWith("\n") && tail(text) == 1 && tail(changed) == 0;
        if (header == 0 || content.isEmpty() || !isPlain || (tail(changed) != tail(text) && !isStripped)) {
            throw new ExportRefused("a block of YAML can't hold the text; write it in double quotes, or export it");
        }
        final String body = changed.stripTrailing()
                .lines()
                .map(line -> line.isEmpty() ? line : margin + line)
                .collect(Collectors.joining("\n"));
        final String opening = isStripped ? "|-\n" : old.substring(0, header);
        return LineEnds.like(source, opening + body + old.substring(header + content.length()));
    }

    private static int tail(String text) {
        return text.length() - text.stripTrailing().length();
    }

    /** In a list, so that what ends a value there is quoted. */
    private String inLine(String changed) {
        final DumperOptions options = new DumperOptions();
        options.setSplitLines(false);
        options.setWidth(Integer.MAX_VALUE);
        final ScalarStyle wanted =
                style == ScalarStyle.FOLDED || changed.indexOf('\n') >= 0 ? ScalarStyle.DOUBLE_QUOTED : style;
        final StringWriter out = new StringWriter();
        new Yaml(options)
                .serialize(
                        new SequenceNode(
                                Tag.SEQ, List.of(new ScalarNode(Tag.STR, changed, null, null, wanted)), FlowStyle.FLOW),
                        out);
        final String list = out.toString().strip();
        final String tail = style == ScalarStyle.FOLDED ? LineEnds.of(source) : "";
        return list.substring(1, list.length() - 1) + tail;
    }
}
