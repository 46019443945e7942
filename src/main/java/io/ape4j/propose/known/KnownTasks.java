package io.ape4j.propose.known;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.task.Example;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The bank of often wanted instructions. A small model asked what the instruction was, or which of several, mostly
 * guesses; whether it can follow one shows in a race, so that the bank offers what the examples don't rule out.
 */
public final class KnownTasks {
    private static final String RESOURCE = "known-tasks.json";
    private static final String SLOT_OF_LABELS = "{labels}";

    private static final List<Entry> ALL = read();

    /** An entry that says more about its examples explains more where it fits. */
    private static final Comparator<Entry> MOST_TELLING =
            Comparator.comparingInt(Entry::weight).reversed();

    private record Entry(String instruction, Set<Trait> when, Condition input, Condition output) {
        int weight() {
            return when.stream().mapToInt(Trait::weight).sum() + input.weight() + output.weight();
        }

        boolean fits(Set<Trait> traits, Trait.Look look) {
            return traits.containsAll(when)
                    && look.mostly(pair -> input.holds(pair.input()))
                    && look.mostly(pair -> output.holds(pair.output()));
        }
    }

    /** A pattern of ours that a text has to hold, or none. */
    private record Condition(List<Pattern> patterns) {
        static Condition of(JsonNode node) {
            return new Condition(node.isTextual() ? List.of(Pattern.compile(node.textValue())) : List.of());
        }

        boolean holds(String text) {
            return patterns.stream().allMatch(pattern -> pattern.matcher(text).find());
        }

        int weight() {
            return 3 * patterns.size();
        }
    }

    private KnownTasks() {}

    /**
     * Instructions whose usual examples look like these.
     *
     * @param examples of {@code propose}, whose inputs have one field; with several fields nothing fits
     * @param labels the closed set of outputs; empty if it is open
     * @return the most telling first
     */
    public static List<String> of(List<Example> examples, List<String> labels) {
        return of(new Trait.Look(Pair.of(examples), labels.size()), labels);
    }

    static List<String> of(Trait.Look look, List<String> labels) {
        final Set<Trait> traits = look.traits();
        return ALL.stream()
                .filter(entry -> entry.fits(traits, look))
                .sorted(MOST_TELLING)
                .map(entry -> entry.instruction().replace(SLOT_OF_LABELS, String.join(", ", labels)))
                .toList();
    }

    private static List<Entry> read() {
        try (InputStream in = Objects.requireNonNull(
                KnownTasks.class.getResourceAsStream(RESOURCE), "missing resource " + RESOURCE)) {
            final List<Entry> all = new ArrayList<>();
            for (final JsonNode node : new JsonMapper().readTree(in)) {
                final Set<Trait> when = EnumSet.noneOf(Trait.class);
                node.path("when").forEach(condition -> when.add(Trait.named(condition.textValue())));
                all.add(new Entry(
                        node.path("instruction").textValue(),
                        when,
                        Condition.of(node.path("input")),
                        Condition.of(node.path("output"))));
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + RESOURCE, e);
        }
    }
}
