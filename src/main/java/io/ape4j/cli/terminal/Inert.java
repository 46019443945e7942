package io.ape4j.cli.terminal;

import io.ape4j.task.text.InertJson;

/**
 * Makes text harmless before it reaches a terminal: models and users write what they like, and a terminal obeys escape
 * sequences (ANSI, OSC) and turns the direction of text at bidirectional controls. Everything that is printed passes
 * here.
 */
public final class Inert {
    private Inert() {}

    /** The text with line breaks and tabs kept, and every other control shown as its code, such as {@code \u001b}. */
    public static String lines(String text) {
        final StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (codePoint == '\n' || codePoint == '\t' || InertJson.isHarmless(codePoint)) {
                out.appendCodePoint(codePoint);
            } else if (codePoint != '\r') {
                out.append(InertJson.escaped(codePoint));
            }
        });
        return out.toString();
    }

    /** The text on one line, cut to so many characters. */
    public static String line(String text, int most) {
        final String flat = flat(text);
        if (flat.codePointCount(0, flat.length()) <= most) {
            return flat;
        }
        return flat.substring(0, flat.offsetByCodePoints(0, Math.max(0, most - 3))) + "...";
    }

    /** The text on one line, however long. */
    public static String flat(String text) {
        return lines(text.strip().replaceAll("\\s+", " "));
    }

    /** JSON that says the same, see {@link InertJson}. */
    public static String json(String json) {
        return InertJson.of(json);
    }
}
