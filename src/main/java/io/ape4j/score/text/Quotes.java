package io.ape4j.score.text;

import java.util.List;

/** Takes off quotation marks that enclose a whole text. */
final class Quotes {
    private static final List<String> PAIRS =
            List.of("\"\"", "''", "``", "\u201C\u201D", "\u2018\u2019", "\u201E\u201C", "\u00AB\u00BB", "\u300C\u300D");

    private Quotes() {}

    /**
     * The text without outer whitespace and enclosing quotation marks, however many there are. Marks that only stand at
     * both ends, as in {@code "a" and "b"}, stay.
     */
    static String strip(String text) {
        String result = Characters.trim(text);
        for (String inner = inside(result); !inner.equals(result); inner = inside(result)) {
            result = inner;
        }
        return result;
    }

    private static String inside(String text) {
        for (final String pair : PAIRS) {
            if (text.length() >= 2 && text.charAt(0) == pair.charAt(0) && text.endsWith(pair.substring(1))) {
                final String inner = text.substring(1, text.length() - 1);
                if (inner.indexOf(pair.charAt(0)) < 0 && inner.indexOf(pair.charAt(1)) < 0) {
                    return Characters.trim(inner);
                }
            }
        }
        return text;
    }
}
