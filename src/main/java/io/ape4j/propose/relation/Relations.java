package io.ape4j.propose.relation;

import io.ape4j.task.Example;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what turns every input into its output by trying a list of small programs on letters, words, numbers and lists:
 * programming by example in its simplest form (Gulwani 2011, "Automating string processing in spreadsheets using
 * input-output examples", POPL). What holds for all examples is said in a sentence: an instruction that costs no call,
 * and that a small model would not have thought of.
 */
public final class Relations {
    private static final int FEWEST_EXAMPLES = 4;
    private static final int MOST_FOUND = 3;
    /** Rules on letters and words are for short texts. */
    private static final int LONGEST_INPUT_CHARS = 2_000;

    private Relations() {}

    /**
     * Instructions that each, followed exactly, give every reference output.
     *
     * @param examples of {@code propose}
     * @return none for fewer than four examples, as such a small number may agree by chance; the simplest first
     */
    public static List<String> of(List<Example> examples) {
        if (examples.size() < FEWEST_EXAMPLES || examples.stream().anyMatch(Relations::isLong)) {
            return List.of();
        }
        final List<String> found = new ArrayList<>();
        final List<String> fields = List.copyOf(examples.get(0).fields().keySet());
        for (final String field : fields) {
            final String called = fields.size() == 1 ? "the input" : field;
            for (final Relation relation : candidates(examples, field)) {
                if (found.size() < MOST_FOUND && holds(relation, examples, field)) {
                    found.add(relation.instruction().replace("%s", called));
                }
            }
        }
        return List.copyOf(found);
    }

    private static boolean isLong(Example example) {
        return example.fields().values().stream().anyMatch(text -> text.length() > LONGEST_INPUT_CHARS);
    }

    private static List<Relation> candidates(List<Example> examples, String field) {
        final List<Relation> all = new ArrayList<>(TextRelations.ALL);
        all.addAll(NumberRelations.ALL);
        final Example first = examples.get(0);
        final String input = input(first, field);
        all.addAll(NumberRelations.withConstantOf(input, first.reference()));
        all.addAll(TextRelations.withFrameOf(input, first.reference()));
        return all;
    }

    /** What leaves every input as it is explains nothing. */
    private static boolean holds(Relation relation, List<Example> examples, String field) {
        boolean changes = false;
        for (final Example example : examples) {
            final String input = input(example, field);
            final Optional<String> made = relation.program().apply(input);
            if (made.isEmpty() || !isReference(made.get(), example)) {
                return false;
            }
            changes |= !same(made.get()).equals(same(input));
        }
        return changes;
    }

    private static boolean isReference(String made, Example example) {
        return example.references().stream().anyMatch(output -> same(output).equals(same(made)));
    }

    private static String input(Example example, String field) {
        final Map<String, String> fields = example.fields();
        return fields.getOrDefault(field, "").strip();
    }

    /** Upper and lower case are told apart by facts of their own. */
    private static String same(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
    }
}
