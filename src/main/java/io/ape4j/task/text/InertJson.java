package io.ape4j.task.text;

import java.util.Locale;

/**
 * JSON that says the same in characters that do nothing: controls, format characters (bidirectional overrides among
 * them) and halves of surrogate pairs occur in its strings alone, where their escapes mean themselves. A file of it can
 * be shown on a terminal, and holds in UTF-8 whatever a string of Java holds.
 */
public final class InertJson {
    private InertJson() {}

    /**
     * Escapes it.
     *
     * @param json well-formed, indented or not
     */
    public static String of(String json) {
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

    /** The code of a UTF-16 unit or character as JSON and Java write it: a backslash, {@code u} and hexadecimal digits. */
    public static String escaped(int codePoint) {
        return String.format(Locale.ROOT, "\\u%04x", codePoint);
    }

    /** Whether a terminal shows it: no control, no format character, no half of a surrogate pair. */
    public static boolean isHarmless(int codePoint) {
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
