package io.ape4j.tasks.passive;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes sentences of words. */
final class Sentences {
    private Sentences() {}

    /** The words that are not empty, with a capital and a final sign. */
    static String of(List<String> words, boolean question) {
        final String text = words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
        return capital(text) + (question ? "?" : ".");
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
