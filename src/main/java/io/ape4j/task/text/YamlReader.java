package io.ape4j.task.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads the part of YAML that JSON can say: no anchors, no tags, one document, keys that are text. Plain words follow
 * YAML 1.2's core schema, so that {@code no} is a text and {@code false} is not.
 */
public final class YamlReader {
    /** The deepest nesting that is read. */
    static final int MAX_DEPTH = 32;

    /** What the parser says where quotes are opened and the text ends before they are closed. */
    private static final String UNCLOSED = "found unexpected end of stream";

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,100}");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]{1,100}|[0-9]{1,100}(?:\\.[0-9]{0,100})?)(?:[eE][-+]?[0-9]{1,3})?");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Iterator<Event> events;
    private final Consumer<TextFault> faults;
    private Location reached = Location.START;

    private YamlReader(Iterator<Event> events, Consumer<TextFault> faults) {
        this.events = events;
        this.faults = faults;
    }

    /**
     * Reads one document.
     *
     * @param faults takes what is wrong but doesn't keep the rest from being read
     * @throws TextFault if the text is no YAML, is empty, or is nested too deep
     */
    public static YamlNode read(String text, Consumer<TextFault> faults) throws TextFault {
        final LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(StrictText.MAX_FILE_BYTES);
        final YamlReader reader =
                new YamlReader(new Yaml(options).parse(new StringReader(text)).iterator(), faults);
        try {
            return reader.document();
        } catch (MarkedYAMLException e) {
            if (UNCLOSED.equals(e.getProblem())) {
                throw new TextFault(
                        at(e.getContextMark()), "no YAML: the quotes that open here are not closed; close them");
            }
            throw new TextFault(at(e.getProblemMark()), "no YAML: " + Shown.sentence(problem(e)) + "; correct it");
        } catch (ReaderException e) {
            final int end = Math.min(e.getPosition(), text.codePointCount(0, text.length()));
            throw new TextFault(
                    Location.START.after(text.substring(0, text.offsetByCodePoints(0, end))),
                    "the character " + Shown.quoted(Character.toString(e.getCodePoint()))
                            + " can't stand in YAML; take it out or write it as an escape in double quotes");
        } catch (YAMLException e) {
            throw new TextFault(Location.NONE, "no YAML: " + Shown.sentence(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            // The parser takes what is left of the file for a number.
            throw new TextFault(
                    reader.reached,
                    "no YAML: after this place the file ends inside an escape; write \\u and four hexadecimal"
                            + " digits, and close the quotes");
        }
    }

    private Event next() {
        final Event event = events.next();
        reached = at(event.getEndMark());
        return event;
    }

    private static String problem(MarkedYAMLException e) {
        return e.getProblem() == null ? String.valueOf(e.getContext()) : e.getProblem();
    }

    private YamlNode document() throws TextFault {
        expect(Event.ID.StreamStart);
        final Event start = next();
        if (!start.is(Event.ID.DocumentStart)) {
            throw new TextFault(Location.NONE, "the file is empty; write at least its required keys");
        }
        final YamlNode root = node(next(), 1);
        expect(Event.ID.DocumentEnd);
        final Event end = next();
        if (!end.is(Event.ID.StreamEnd)) {
            throw new TextFault(at(end.getStartMark()), "a second document starts here; keep one per file");
        }
        return root;
    }

    private void expect(Event.ID id) {
        final Event event = next();
        if (!event.is(id)) {
            throw new IllegalStateException("the YAML parser gave " + event + " where " + id + " was due");
        }
    }

    private YamlNode node(Event event, int depth) throws TextFault {
        final Location at = at(event.getStartMark());
        if (depth > MAX_DEPTH) {
            throw new TextFault(at, "nested deeper than " + MAX_DEPTH + " levels; make it flatter");
        }
        if (event instanceof AliasEvent alias) {
            faults.accept(new TextFault(at, "the alias *" + Shown.plain(alias.getAnchor()) + "; write the value out"));
            return leaf(at, NODES.nullNode());
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            faults.accept(new TextFault(at, "the anchor &" + Shown.plain(node.getAnchor()) + "; take it out"));
        }
        if (event instanceof SequenceStartEvent sequence) {
            refuseTag(Optional.ofNullable(sequence.getTag()), at);
            return sequence(at, depth);
        }
        if (event instanceof MappingStartEvent mapping) {
            refuseTag(Optional.ofNullable(mapping.getTag()), at);
            return mapping(at, depth);
        }
        final ScalarEvent scalar = (ScalarEvent) event;
        refuseTag(Optional.ofNullable(scalar.getTag()), at);
        return leaf(at, scalar.isPlain() ? plain(scalar.getValue(), at) : text(scalar.getValue(), at));
    }

    private void refuseTag(Optional<String> tag, Location at) {
        if (tag.isPresent() && !tag.get().equals("!")) {
            faults.accept(new TextFault(at, "the tag " + Shown.quoted(tag.get()) + "; take it out"));
        }
    }

    private YamlNode sequence(Location at, int depth) throws TextFault {
        final ArrayNode json = NODES.arrayNode();
        final List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
            final YamlNode item = node(event, depth + 1);
            items.add(item);
            json.add(item.json());
        }
        return new YamlNode(at, json, Map.of(), Map.of(), items);
    }

    private YamlNode mapping(Location at, int depth) throws TextFault {
        final ObjectNode json = NODES.objectNode();
        final Map<String, Location> keys = new LinkedHashMap<>();
        final Map<String, YamlNode> entries = new LinkedHashMap<>();
        for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
            final YamlNode key = node(event, depth + 1);
            final YamlNode value = node(next(), depth + 1);
            if (!key.json().isValueNode()) {
                faults.accept(new TextFault(key.at(), "a key that is a list or a mapping; write a text"));
                continue;
            }
            final String name = key.json().asText();
            final Location earlier = keys.putIfAbsent(name, key.at());
            if (earlier != null) {
                faults.accept(new TextFault(
                        key.at(),
                        "the key " + Shown.quoted(name) + " again, first on line " + earlier.line() + "; keep one"));
                continue;
            }
            entries.put(name, value);
            json.set(name, value.json());
        }
        return new YamlNode(at, json, keys, entries, List.of());
    }

    private JsonNode plain(String value, Location at) {
        return switch (value) {
            case "", "~", "null", "Null", "NULL" -> NODES.nullNode();
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            default -> numberOrText(value, at);
        };
    }

    private JsonNode numberOrText(String value, Location at) {
        if (INTEGER.matcher(value).matches()) {
            final BigInteger integer = new BigInteger(value);
            return integer.bitLength() < Long.SIZE ? NODES.numberNode(integer.longValue()) : NODES.numberNode(integer);
        }
        if (!DECIMAL.matcher(value).matches()) {
            return text(value, at);
        }
        final BigDecimal number = new BigDecimal(value);
        if (Double.isInfinite(number.doubleValue())) {
            faults.accept(new TextFault(
                    at,
                    "the number " + Shown.plain(value) + " is too large; write a smaller one, or a text in quotes"));
        }
        return NODES.numberNode(number);
    }

    private JsonNode text(String value, Location at) {
        try {
            return NODES.textNode(StrictText.checked(value, at, "the text"));
        } catch (TextFault fault) {
            faults.accept(fault);
            return NODES.textNode("");
        }
    }

    private static YamlNode leaf(Location at, JsonNode json) {
        return new YamlNode(at, json, Map.of(), Map.of(), List.of());
    }

    private static Location at(Mark mark) {
        return mark == null ? Location.NONE : new Location(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
