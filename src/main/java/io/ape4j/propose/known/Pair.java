package io.ape4j.propose.known;

import io.ape4j.task.Example;
import io.ape4j.task.text.Shown;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One input with its reference output, and what both look like. */
record Pair(String input, String output) {
    private static final int MOST_ITEM_WORDS = 4;
    /** What a text looks like shows at its beginning, and patterns take their time with long ones. */
    private static final int MOST_CHARS = 2_000;

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?]\\s*$");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d[\\d,.]*");

    Pair {
        input = Shown.beginning(input.strip(), MOST_CHARS);
        output = Shown.beginning(output.strip(), MOST_CHARS);
    }

    /** Those of the examples; none if inputs have several fields. */
    static List<Pair> of(List<Example> examples) {
        return examples.stream()
                .filter(example -> example.fields().size() == 1)
                .map(example -> new Pair(example.fields().values().iterator().next(), example.reference()))
                .toList();
    }

    /** Words in lower case, without punctuation, each once, in order. */
    static Set<String> words(String text) {
        final Set<String> words = new LinkedHashSet<>();
        for (final String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** With texts of at most {@code chars} characters. */
    Pair cut(int chars) {
        return new Pair(Shown.beginning(input, chars), Shown.beginning(output, chars));
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static boolean isName(String text) {
        return !text.isEmpty() && Character.isUpperCase(text.codePointAt(0));
    }

    static List<String> sorted(String list) {
        return items(list).stream().sorted().toList();
    }

    /** How many words, as white space parts them. */
    static int length(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+", -1).length;
    }

    /** The parts of a short list that commas or line ends part; empty if {@code text} is no list, or ends as a sentence. */
    static List<String> items(String text) {
        final List<String> items = Arrays.stream(text.split("[;\\n]|,(?!\\d)", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .map(item -> item.toLowerCase(Locale.ROOT))
                .toList();
        final boolean isList = items.size() > 1
                && !SENTENCE_END.matcher(text).find()
                && items.stream().allMatch(item -> length(item) <= MOST_ITEM_WORDS);
        return isList ? items : List.of();
    }

    /** What part of the output's words the input holds too, in [0, 1]. */
    double kept() {
        final Set<String> in = words(input);
        final Set<String> out = words(output);
        return out.isEmpty() ? 0 : (double) out.stream().filter(in::contains).count() / out.size();
    }

    /** The items of the output, or the output itself, are among the input's items, and not all of them. */
    boolean isChosen() {
        final List<String> from = items(input);
        final List<String> out = outputItems();
        return from.containsAll(out) && out.size() < from.size() && !out.isEmpty();
    }

    /** The output's items; itself if it is no list. */
    List<String> outputItems() {
        final List<String> out = items(output);
        return out.isEmpty() && !output.isBlank() ? List.of(output.toLowerCase(Locale.ROOT)) : out;
    }

    /** How many letters input and output share at their heads. */
    int sameHead() {
        final String one = input.toLowerCase(Locale.ROOT);
        final String other = output.toLowerCase(Locale.ROOT);
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    /** How many letters input and output share at their ends. */
    int sameTail() {
        return new Pair(reversed(input), reversed(output)).sameHead();
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
