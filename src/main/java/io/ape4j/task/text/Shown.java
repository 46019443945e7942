package io.ape4j.task.text;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How values are written in messages: quoted, shortened, and with nothing in them that a terminal would act on. */
public final class Shown {
    private static final int MAX_CODE_POINTS = 60;
    private static final int MAX_SENTENCE_CODE_POINTS = 200;

    private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z0-9._/:@%+=,-]+");

    private Shown() {}

    /** The value in double quotes. */
    public static String quoted(String value) {
        return '"' + plain(value) + '"';
    }

    /** The value without quotes around it. */
    public static String plain(String value) {
        final StringBuilder out = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < value.length(); ) {
            if (shown++ == MAX_CODE_POINTS) {
                return out.append("...").toString();
            }
            final int codePoint = value.codePointAt(i);
            i += Character.charCount(codePoint);
            append(out, codePoint);
        }
        return out.toString();
    }

    /** A name or path in a command that a message shows, as a shell takes it. */
    public static String argument(Object value) {
        final String text = value.toString();
        return ARGUMENT.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** A sentence of somebody else's, e.g. of a library's exception. */
    public static String sentence(String value) {
        final StringBuilder out = new StringBuilder();
        value.codePoints().limit(MAX_SENTENCE_CODE_POINTS).forEach(codePoint -> {
            if (isInert(codePoint)) {
                out.appendCodePoint(codePoint);
            } else {
                append(out, codePoint);
            }
        });
        return out.toString();
    }

    /** The first characters of a text that goes on, without half a character at their end. */
    public static String beginning(String value, int mostChars) {
        if (value.length() <= mostChars) {
            return value;
        }
        final boolean splitsPair = mostChars > 0
                && Character.isHighSurrogate(value.charAt(mostChars - 1))
                && Character.isLowSurrogate(value.charAt(mostChars));
        return value.substring(0, splitsPair ? mostChars - 1 : mostChars);
    }

    /** The values one after the other, e.g. {@code a, b, c}. */
    public static String list(Collection<String> values) {
        return values.stream().map(Shown::plain).collect(Collectors.joining(", "));
    }

    private static void append(StringBuilder out, int codePoint) {
        switch (codePoint) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            default -> {
                if (isInert(codePoint)) {
                    out.appendCodePoint(codePoint);
                } else {
                    out.append(InertJson.escaped(codePoint));
                }
            }
        }
    }

    /**
     * Stricter than {@link InertJson}, whose files must not depend on which characters a JVM knows: what has no meaning
     * of its own is not shown either.
     */
    private static boolean isInert(int codePoint) {
        final int type = Character.getType(codePoint);
        return InertJson.isHarmless(codePoint) && type != Character.PRIVATE_USE && type != Character.UNASSIGNED;
    }
}
