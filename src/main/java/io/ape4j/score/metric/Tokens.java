package io.ape4j.score.metric;

import io.ape4j.score.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Ways to cut a text into tokens. */
final class Tokens {
    /** Unicode words, see {@link Words}. */
    static final String WORDS = "words";
    /** Whatever stands between whitespace, as Python's {@code split()}. */
    static final String WHITESPACE = "whitespace";

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\x{85}\\x{1C}-\\x{1F}]+");

    private Tokens() {}

    static Function<String, List<String>> by(String way) {
        return way.equals(WORDS) ? Words::of : Tokens::betweenSpaces;
    }

    private static List<String> betweenSpaces(String text) {
        return Arrays.stream(SPACES.split(text, -1))
                .filter(token -> !token.isEmpty())
                .toList();
    }
}
