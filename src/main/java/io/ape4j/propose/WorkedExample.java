package io.ape4j.propose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Pairs, a loose description, and the instruction behind them, from a task of our own that has nothing to do with the user's: shown to the
 * proposer as earlier turns of the chat. Without them a small model proposes nothing usable.
 */
public record WorkedExample(List<Pair> pairs, String description, String instruction) {
    private static final String RESOURCE = "worked-examples.json";

    /** One input with its output, as text. */
    public record Pair(String input, String output) {}

    public WorkedExample {
        pairs = List.copyOf(pairs);
    }

    /** All that are shipped, in a fixed order. */
    public static List<WorkedExample> shipped() {
        try (InputStream in = Objects.requireNonNull(
                WorkedExample.class.getResourceAsStream(RESOURCE), "missing resource " + RESOURCE)) {
            final List<WorkedExample> all = new ArrayList<>();
            for (final JsonNode node : new JsonMapper().readTree(in)) {
                final List<Pair> pairs = new ArrayList<>();
                node.get("pairs")
                        .forEach(pair -> pairs.add(
                                new Pair(pair.get(0).asText(), pair.get(1).asText())));
                all.add(new WorkedExample(
                        pairs,
                        node.get("description").asText(),
                        node.get("instruction").asText()));
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the resource " + RESOURCE, e);
        }
    }
}
