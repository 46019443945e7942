package io.ape4j.score.text;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the words of a text at Unicode word boundaries (Unicode Standard Annex 29, default rules, no dictionary).
 * Letters, digits, their combining marks and connectors such as {@code _} form a word; an apostrophe joins letters
 * ({@code can't}) and a full stop or comma joins digits ({@code 1,000.5}). Ideographs, hiragana and letters of scripts
 * without spaces (Thai, Lao, Khmer, Myanmar) stand alone. Departure: full stops and colons don't join letters, so that
 * a missing space after a sentence makes no word of two.
 */
public final class Words {
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HIRAGANA, UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);
    private static final int FIRST_WITHOUT_SPACES = 0x0E00;

    /**
     * Where a word stands.
     *
     * @param start index of its first char
     * @param end index after its last char
     */
    record Span(int start, int end) {}

    private Words() {}

    /** The words of the text in order. */
    public static List<String> of(String text) {
        return spans(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }

    /** The first word of the text. */
    static Optional<String> first(String text) {
        int end;
        for (int at = 0; at < text.length(); at = end) {
            end = endOfSegment(text, at);
            if (isWord(text, at, end)) {
                return Optional.of(text.substring(at, end));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether {@code part} occurs in {@code text} so that it cuts through no word: {@code cat} is not in
     * {@code category}. An empty part is found in an empty text alone.
     */
    public static boolean contain(String text, String part) {
        if (part.isEmpty() || part.length() > text.length()) {
            return text.equals(part);
        }
        final boolean[] inside = insideOfWords(text);
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            if (!inside[at] && !inside[at + part.length()]) {
                return true;
            }
        }
        return false;
    }

    private static boolean[] insideOfWords(String text) {
        final boolean[] inside = new boolean[text.length() + 1];
        for (final Span span : spans(text)) {
            for (int i = span.start() + 1; i < span.end(); i++) {
                inside[i] = true;
            }
        }
        return inside;
    }

    static List<Span> spans(String text) {
        final List<Span> spans = new ArrayList<>();
        int end;
        for (int at = 0; at < text.length(); at = end) {
            end = endOfSegment(text, at);
            if (isWord(text, at, end)) {
                spans.add(new Span(at, end));
            }
        }
        return spans;
    }

    private static boolean isWord(String text, int start, int end) {
        return text.substring(start, end).codePoints().anyMatch(Character::isLetterOrDigit);
    }

    /** Where the word, run of connectors or single sign that starts at {@code start} ends. */
    private static int endOfSegment(String text, int start) {
        final int first = text.codePointAt(start);
        int at = start + Character.charCount(first);
        if (standsAlone(first)) {
            return afterMarks(text, at);
        }
        if (!continuesWord(first)) {
            return at;
        }
        while (at < text.length() && (continuesWord(text.codePointAt(at)) || joins(text, at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static int afterMarks(String text, int start) {
        int at = start;
        while (at < text.length() && isMark(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static boolean continuesWord(int codePoint) {
        return (Character.isLetterOrDigit(codePoint) && !standsAlone(codePoint))
                || isMark(codePoint)
                || isConnector(codePoint);
    }

    private static boolean joins(String text, int at) {
        if (at + 1 >= text.length()) {
            return false;
        }
        final int before = text.codePointBefore(at);
        final int after = text.codePointAt(at + 1);
        return switch (text.charAt(at)) {
            case '\'', '\u2019' -> isJoinable(before) && isJoinable(after);
            case '.', ',' -> Character.isDigit(before) && Character.isDigit(after);
            default -> false;
        };
    }

    private static boolean isJoinable(int codePoint) {
        return (Character.isLetter(codePoint) || isMark(codePoint)) && !standsAlone(codePoint);
    }

    private static boolean isConnector(int codePoint) {
        return Character.getType(codePoint) == Character.CONNECTOR_PUNCTUATION;
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    private static boolean standsAlone(int codePoint) {
        return codePoint >= FIRST_WITHOUT_SPACES
                && (Character.isIdeographic(codePoint) || WITHOUT_SPACES.contains(UnicodeScript.of(codePoint)));
    }
}
