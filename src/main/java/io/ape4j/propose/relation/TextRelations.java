package io.ape4j.propose.relation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Relations on letters, words and lists. */
final class TextRelations {
    /** From the simplest to the least likely. */
    static final List<Relation> ALL = Stream.of(letters(), words(), ordinals(), lists())
            .flatMap(List::stream)
            .toList();

    private static final int LONGEST_FRAME_CHARS = 60;
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private TextRelations() {}

    /** Something constant before or after the input, as in this pair. */
    static List<Relation> withFrameOf(String input, String output) {
        final int at = input.isEmpty() ? -1 : output.indexOf(input);
        if (at < 0 || output.equals(input)) {
            return List.of();
        }
        final String before = output.substring(0, at);
        final String after = output.substring(at + input.length());
        if (before.length() + after.length() > LONGEST_FRAME_CHARS || (before + after).contains("%")) {
            return List.of();
        }
        final List<String> moves = new ArrayList<>();
        if (!before.isBlank()) {
            moves.add("\"" + before.strip() + "\" before it");
        }
        if (!after.isBlank()) {
            moves.add("\"" + after.strip() + "\" after it");
        }
        if (moves.isEmpty()) {
            return List.of();
        }
        return List.of(new Relation(
                "Copy %s and write " + String.join(" and ", moves) + ".", text -> Optional.of(before + text + after)));
    }

    private static List<Relation> letters() {
        return List.of(
                whole("Write %s letter by letter, with a space between all letters.", text -> spelled(text, " ")),
                whole("Write %s letter by letter, with a hyphen between all letters.", text -> spelled(text, "-")),
                whole("Write %s letter by letter, with commas between the letters.", text -> spelled(text, ", ")),
                whole("Write the letters of %s in reverse order.", TextRelations::backwards),
                whole("Write the letters of %s in alphabetical order.", TextRelations::sortedLetters),
                whole("Write %s without its vowels.", text -> text.replaceAll("(?i)[aeiou]", "")),
                whole("Write %s without any spaces.", text -> text.replace(" ", "")),
                whole(
                        "Count the letters of %s. Write only the number.",
                        text -> String.valueOf(
                                text.chars().filter(Character::isLetter).count())));
    }

    private static List<Relation> words() {
        return List.of(
                whole(
                        "Count the words of %s. Write only the number.",
                        text -> String.valueOf(words(text).size())),
                whole(
                        "Write the words of %s in reverse order.",
                        text -> {
                            final List<String> reversed = new ArrayList<>(words(text));
                            Collections.reverse(reversed);
                            return String.join(" ", reversed);
                        }),
                whole(
                        "Write the words of %s in alphabetical order.",
                        text -> words(text).stream()
                                .sorted(String.CASE_INSENSITIVE_ORDER)
                                .collect(Collectors.joining(" "))),
                whole(
                        "Write the first letters of all words of %s as one word.",
                        text -> words(text).stream()
                                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                                .collect(Collectors.joining())),
                new Relation(
                        "Write the longest word of %s.",
                        text -> words(text).stream().max(Comparator.comparingInt(String::length))),
                new Relation(
                        "Write the shortest word of %s.",
                        text -> words(text).stream().min(Comparator.comparingInt(String::length))),
                whole("Copy %s and join its words with hyphens.", text -> String.join("-", words(text))),
                whole("Copy %s and join its words with underscores.", text -> String.join("_", words(text))));
    }

    private static List<Relation> ordinals() {
        final List<Relation> relations = new ArrayList<>();
        final List<String> names = List.of("first", "second", "third", "fourth");
        for (int i = 0; i < names.size(); i++) {
            addPosition(relations, names.get(i), i, false);
        }
        addPosition(relations, "last", 0, true);
        return relations;
    }

    private static void addPosition(List<Relation> relations, String name, int index, boolean fromEnd) {
        final Function<List<String>, Optional<String>> pick = parts -> {
            final int at = fromEnd ? parts.size() - 1 - index : index;
            return at >= 0 && at < parts.size() ? Optional.of(parts.get(at)) : Optional.empty();
        };
        relations.add(new Relation("Write the " + name + " word of %s.", text -> pick.apply(words(text))));
        relations.add(new Relation("Write the " + name + " letter of %s.", text -> pick.apply(characters(text))));
        relations.add(new Relation(
                "Find the " + name + " word of %s and write only its first letter.",
                text -> pick.apply(words(text)).map(word -> characters(word).get(0))));
        relations.add(new Relation(
                "Find the " + name + " word of %s and write only its last letter.",
                text -> pick.apply(words(text))
                        .map(word -> characters(word).get(characters(word).size() - 1))));
        relations.add(new Relation("Write the " + name + " item of the list in %s.", text -> pick.apply(items(text))));
    }

    private static List<Relation> lists() {
        return List.of(
                whole(
                        "Write the items of the list in %s in alphabetical order, separated by commas.",
                        text -> items(text).stream()
                                .sorted(String.CASE_INSENSITIVE_ORDER)
                                .collect(Collectors.joining(", "))),
                whole(
                        "Count the items of the list in %s. Write only the number.",
                        text -> String.valueOf(items(text).size())));
    }

    private static Relation whole(String instruction, UnaryOperator<String> program) {
        return new Relation(
                instruction, text -> Optional.of(program.apply(text)).filter(made -> !made.isEmpty()));
    }

    private static String spelled(String text, String separator) {
        return String.join(separator, characters(text.replace(" ", "")));
    }

    private static String backwards(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static String sortedLetters(String text) {
        return characters(text.toLowerCase(Locale.ROOT)).stream().sorted().collect(Collectors.joining());
    }

    private static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    /** Words without the punctuation round them. */
    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+", -1))
                .map(TextRelations::bare)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String bare(String word) {
        int from = 0;
        int to = word.length();
        while (from < to && PUNCTUATION.indexOf(word.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && PUNCTUATION.indexOf(word.charAt(to - 1)) >= 0) {
            to--;
        }
        return word.substring(from, to);
    }

    /** Parts between commas or semicolons; none where there is neither. */
    private static List<String> items(String text) {
        return text.contains(",") || text.contains(";")
                ? Arrays.stream(text.split("[,;]", -1)).map(String::strip).toList()
                : List.of();
    }
}
