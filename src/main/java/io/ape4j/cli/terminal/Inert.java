package io.ape4j.cli.terminal;

import java.util.Locale;

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
            if (codePoint == '\n' || codePoint == '\t' || isHarmless(codePoint)) {
                out.appendCodePoint(codePoint);
            } else if (codePoint != '\r') {
                out.append(escaped(codePoint));
            }
        });
        return out.toString();
    }

    /** The text on one line, cut to so many characters. */
    public static String line(String text, int most) {
        final String flat = lines(text.strip().replaceAll("\\s+", " "));
        if (flat.codePointCount(0, flat.length()) <= most) {
            return flat;
        }
        return flat.substring(0, flat.offsetByCodePoints(0, Math.max(0, most - 3))) + "...";
    }

    /**
     * JSON that says the same: controls occur inside its strings alone, where their escapes mean themselves.
     *
     * @param json indented or not
     */
    public static String json(String json) {
        final StringBuilder out = new StringBuilder(json.length());
        json.codePoints().forEach(codePoint -> {
            if (codePoint == '\n' || isHarmless(codePoint)) {
                out.appendCodePoint(codePoint);
            } else if (codePoint != '\r') {
                for (final char unit : Character.toChars(codePoint)) {
                    out.append(escaped(unit));
                }
            }
        });
        return out.toString();
    }

    private static String escaped(int codePoint) {
        return String.format(Locale.ROOT, "\\u%04x", codePoint);
    }

    /** No control, no format character (bidirectional overrides among them), no half of a surrogate pair. */
    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
