package io.ape4j.model.hosted.http;

import java.util.Arrays;

/**
 * A text as it reads when nothing hides in it: escapes of JSON, URLs and HTML undone (also where one is written in
 * another), blanks, invisible characters and backslashes left out, in lower case. Each of its characters knows where it stands in
 * the text.
 */
final class PlainView {
    /** An escape in an escape in an escape; deeper ones are no accident, and no server undoes them. */
    private static final int MOST_LAYERS = 3;

    private static final int LONGEST_ENTITY = 10;

    private final String text;
    private final int[] starts;
    private final int[] ends;

    private PlainView(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    static PlainView of(String original) {
        final int[] starts = new int[original.length()];
        final int[] ends = new int[original.length()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = i;
            ends[i] = i + 1;
        }
        PlainView view = new PlainView(original, starts, ends);
        for (int layer = 0; layer < MOST_LAYERS; layer++) {
            final PlainView plainer = view.plainer();
            if (plainer.text.equals(view.text)) {
                break;
            }
            view = plainer;
        }
        return new PlainView(lowerCase(view.text), view.starts, view.ends);
    }

    /** What it reads. */
    String text() {
        return text;
    }

    /** Where the character at {@code index} begins in the original. */
    int start(int index) {
        return starts[index];
    }

    /** Where the character at {@code index} ends in the original. */
    int end(int index) {
        return ends[index];
    }

    /** Letter by letter, because in a whole string some become two. */
    private static String lowerCase(String text) {
        final StringBuilder lower = new StringBuilder(text.length());
        text.chars().forEach(unit -> lower.append((char) Character.toLowerCase(unit)));
        return lower.toString();
    }

    private PlainView plainer() {
        final StringBuilder plain = new StringBuilder(text.length());
        final int[] newStarts = new int[text.length()];
        final int[] newEnds = new int[text.length()];
        for (int i = 0; i < text.length(); ) {
            final long read = next(i);
            final int length = (int) (read >>> Integer.SIZE);
            final int character = (int) read;
            if (character >= 0) {
                newStarts[plain.length()] = starts[i];
                newEnds[plain.length()] = ends[i + length - 1];
                plain.append((char) character);
            }
            i += length;
        }
        final int size = plain.length();
        return new PlainView(plain.toString(), Arrays.copyOf(newStarts, size), Arrays.copyOf(newEnds, size));
    }

    /** The length of what stands at {@code i}, and what it says: a character, or -1 for nothing. */
    private long next(int i) {
        final char c = text.charAt(i);
        if (c == '\\') {
            return backslash(i);
        }
        if (c == '%' && hex(i + 1, 2) >= 0) {
            return read(3, hex(i + 1, 2));
        }
        if (c == '&') {
            return entity(i);
        }
        return read(1, isInvisible(c) ? -1 : c);
    }

    private long backslash(int i) {
        int at = i;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        final int length = at - i;
        if (at == text.length()) {
            return read(length, -1);
        }
        final char escaped = text.charAt(at);
        if (escaped == 'u' && hex(at + 1, 4) >= 0) {
            return visible(length + 5, hex(at + 1, 4));
        }
        if (escaped == 'x' && hex(at + 1, 2) >= 0) {
            return visible(length + 3, hex(at + 1, 2));
        }
        return switch (escaped) {
            case 'n', 'r', 't' -> read(length + 1, -1);
            case '"', '\'', '/' -> read(length + 1, escaped);
            default -> read(length, -1);
        };
    }

    private long entity(int i) {
        final int end = text.indexOf(';', i);
        if (end < 0 || end - i > LONGEST_ENTITY) {
            return read(1, '&');
        }
        final String name = text.substring(i + 1, end);
        final int length = end - i + 1;
        return switch (name) {
            case "amp" -> read(length, '&');
            case "lt" -> read(length, '<');
            case "gt" -> read(length, '>');
            case "quot" -> read(length, '"');
            case "apos" -> read(length, '\'');
            default -> numbered(name, length);
        };
    }

    private long numbered(String name, int length) {
        final boolean isHex = name.startsWith("#x") || name.startsWith("#X");
        final String digits = isHex ? name.substring(2) : name.startsWith("#") ? name.substring(1) : "";
        if (digits.isEmpty() || digits.length() > 6 || digits.chars().anyMatch(d -> Character.digit(d, 16) < 0)) {
            return read(1, '&');
        }
        if (!isHex && digits.chars().anyMatch(d -> Character.digit(d, 10) < 0)) {
            return read(1, '&');
        }
        return visible(length, Integer.parseInt(digits, isHex ? 16 : 10));
    }

    private static long visible(int length, int character) {
        return read(length, character > Character.MAX_VALUE || isInvisible((char) character) ? -1 : character);
    }

    private static long read(int length, int character) {
        return ((long) length << Integer.SIZE) | (character & 0xFFFF_FFFFL);
    }

    /** The number in so many hexadecimal digits, or -1 if they are not there. */
    private int hex(int from, int digits) {
        if (from + digits > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            final int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            number = (number << 4) | digit;
        }
        return number;
    }

    private static boolean isInvisible(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
