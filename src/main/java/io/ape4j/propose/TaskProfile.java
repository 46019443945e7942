package io.ape4j.propose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the outputs of a task look like, found by looking at the {@code propose} split alone: no model is asked. It
 * gives the proposer facts, and fills the output format by itself.
 *
 * @param facts sentences about the outputs, for the proposer
 * @param outputFormats answer contracts that fit, the most specific first; never empty
 */
public record TaskProfile(List<String> facts, List<String> outputFormats) {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d[\\d,]*(\\.\\d+)?");
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final int FEWEST_FOR_LABELS = 8;
    private static final int MOST_LABELS = 12;
    private static final int MOST_WORDS_OF_PHRASE = 8;
    private static final JsonMapper JSON = new JsonMapper();

    public TaskProfile {
        facts = List.copyOf(facts);
        outputFormats = List.copyOf(outputFormats);
    }

    public static TaskProfile of(Task task) {
        final List<Example> examples = task.examples(Split.PROPOSE);
        final List<String> outputs = examples.stream().map(Example::reference).toList();
        final List<String> facts = new ArrayList<>();
        final List<String> formats = new ArrayList<>();
        final List<String> labels = labels(task);
        if (!labels.isEmpty()) {
            final String list = String.join(", ", labels);
            facts.add("Every output is exactly one of: " + list + ".");
            formats.add("Answer with exactly one of: " + list + ".");
            formats.add("Choose from " + list + ". Write the chosen one and nothing else.");
        } else if (!outputs.isEmpty()) {
            describeOpen(examples, outputs, facts, formats);
        }
        formats.add("Write only the answer, without any explanation.");
        formats.add("Reply with the result on a single line and nothing else.");
        if (labels.isEmpty() && longest(outputs) > 1 && longest(outputs) <= MOST_WORDS_OF_PHRASE) {
            formats.add("Answer with a few words and nothing else.");
        }
        return new TaskProfile(facts, List.copyOf(new LinkedHashSet<>(formats)));
    }

    /** The closed set of answers that the task names, or that its outputs seem to come from; empty if there is none. */
    public static List<String> labels(Task task) {
        if (!task.output().labels().isEmpty()) {
            return task.output().labels();
        }
        final List<String> outputs =
                task.examples(Split.PROPOSE).stream().map(Example::reference).toList();
        final Set<String> distinct = new TreeSet<>(outputs);
        final boolean closed = outputs.size() >= FEWEST_FOR_LABELS
                && distinct.size() <= MOST_LABELS
                && distinct.size() * 3 <= outputs.size();
        return closed ? List.copyOf(distinct) : List.of();
    }

    private static void describeOpen(
            List<Example> examples, List<String> outputs, List<String> facts, List<String> formats) {
        final Set<String> keys = commonKeys(outputs);
        if (!keys.isEmpty()) {
            facts.add("Every output is a JSON object with the keys " + String.join(", ", keys) + ".");
            formats.add("Answer with one JSON object with exactly the keys " + String.join(", ", keys)
                    + ", and nothing else.");
        } else if (all(outputs, ISO_DATE.asMatchPredicate())) {
            facts.add("Every output is a date of the form YYYY-MM-DD.");
            formats.add("Write the date as YYYY-MM-DD and nothing else.");
        } else if (all(outputs, NUMBER.asMatchPredicate())) {
            facts.add("Every output is a number.");
            formats.add("Write the number in digits and nothing else.");
        } else if (all(outputs, output -> output.length() == 1)) {
            facts.add("Every output is a single character.");
            formats.add("Answer with a single character and nothing else.");
        } else if (all(outputs, output -> words(output) == 1)) {
            facts.add("Every output is a single word.");
            formats.add("Answer with a single word and nothing else.");
        } else if (share(outputs, output -> output.contains(",")) >= 0.8
                && share(outputs, output -> output.endsWith(".")) < 0.2) {
            facts.add("Outputs are lists separated by commas.");
            formats.add("Write the items separated by commas and nothing else.");
        } else if (share(outputs, output -> output.endsWith(".") || output.endsWith("?")) >= 0.8) {
            facts.add("Every output is a whole sentence.");
            formats.add("Write one sentence and nothing else.");
        } else {
            facts.add("Outputs have at most " + longest(outputs) + " words.");
        }
        if (share(
                        outputs,
                        output -> output.equals(output.toLowerCase(Locale.ROOT))
                                && output.chars().anyMatch(Character::isLetter))
                == 1.0) {
            facts.add("Outputs are written in lower case.");
        }
        if (examples.stream().allMatch(TaskProfile::copiesWords)) {
            facts.add("Every word of an output also stands in its input.");
        }
    }

    private static boolean copiesWords(Example example) {
        final Set<String> input = wordSet(String.join(" ", example.fields().values()));
        return input.containsAll(wordSet(example.reference()));
    }

    private static Set<String> wordSet(String text) {
        final Set<String> words = new TreeSet<>();
        for (final String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static Set<String> commonKeys(List<String> outputs) {
        final Set<String> keys = new LinkedHashSet<>();
        for (final String output : outputs) {
            try {
                final JsonNode node = JSON.readTree(output);
                if (!node.isObject()) {
                    return Set.of();
                }
                node.fieldNames().forEachRemaining(keys::add);
            } catch (JsonProcessingException e) {
                return Set.of(); // not JSON, which is what was asked
            }
        }
        return keys;
    }

    private static int longest(List<String> outputs) {
        return outputs.stream().mapToInt(TaskProfile::words).max().orElse(1);
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    }

    private static boolean all(List<String> outputs, Predicate<String> test) {
        return outputs.stream().allMatch(test);
    }

    private static double share(List<String> outputs, Predicate<String> test) {
        return (double) outputs.stream().filter(test).count() / outputs.size();
    }
}
