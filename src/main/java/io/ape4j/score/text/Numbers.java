package io.ape4j.score.text;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Finds numbers in English notation in running text: ASCII digits; groups of three parted by a comma, an apostrophe or
 * a no-break or thin space ({@code 1,000}); a decimal point; an exponent ({@code 2.5e-3}). A minus directly before the
 * number, or before its currency sign, belongs to it unless a letter, digit or closing bracket stands before that minus
 * ({@code 10-5} is 10 and 5). Units and per cent signs around it are ignored: {@code 50%} is 50. A decimal comma is not
 * read.
 */
public final class Numbers {
    private static final String GROUP_SEPARATORS = ",'\u00A0\u2009\u202F";
    private static final int GROUP_DIGITS = 3;
    /** Keeps arithmetic with numbers that a model wrote cheap. */
    private static final int MOST_CHARACTERS = 400;

    private static final int LARGEST_EXPONENT = 400;

    /**
     * A number and where it stands.
     *
     * @param start index of its sign or first digit
     * @param end index after its last digit
     * @param plain without group separators, e.g. {@code -1234.50}; {@link BigDecimal} can read it
     */
    public record Found(int start, int end, String plain) {
        /** The value; absent if it has more than 400 characters or an exponent beyond 400. */
        public Optional<BigDecimal> value() {
            if (plain.length() > MOST_CHARACTERS) {
                return Optional.empty();
            }
            final int exponent = plain.indexOf('e');
            if (exponent >= 0 && !isSmall(plain.substring(exponent + 1))) {
                return Optional.empty();
            }
            return Optional.of(new BigDecimal(plain));
        }

        private static boolean isSmall(String exponent) {
            return exponent.length() <= 5 && Math.abs(Integer.parseInt(exponent)) <= LARGEST_EXPONENT;
        }
    }

    private Numbers() {}

    /** The first number at or after {@code from}. */
    public static Optional<Found> next(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (isDigit(text, at) || isLeadingPoint(text, at)) {
                return Optional.of(read(text, from, at));
            }
        }
        return Optional.empty();
    }

    /** The last number of the text. */
    public static Optional<Found> last(String text) {
        Optional<Found> last = Optional.empty();
        Optional<Found> next = next(text, 0);
        while (next.isPresent()) {
            last = next;
            next = next(text, next.get().end());
        }
        return last;
    }

    /** The text with every number's group separators left out. */
    static String withoutGroups(String text) {
        final StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        Optional<Found> next = next(text, 0);
        while (next.isPresent()) {
            final Found found = next.get();
            result.append(text, done, found.start());
            for (int i = found.start(); i < found.end(); i++) {
                if (GROUP_SEPARATORS.indexOf(text.charAt(i)) < 0) {
                    result.append(text.charAt(i));
                }
            }
            done = found.end();
            next = next(text, done);
        }
        return result.append(text, done, text.length()).toString();
    }

    private static Found read(String text, int from, int first) {
        final StringBuilder plain = new StringBuilder();
        int at = appendDigits(text, first, plain);
        if (at - first >= 1 && at - first <= GROUP_DIGITS) {
            at = appendGroups(text, at, plain);
        }
        if (isPoint(text, at)) {
            plain.append(plain.length() == 0 ? "0." : ".");
            at = appendDigits(text, at + 1, plain);
        }
        at = appendExponent(text, at, plain);
        final int sign = signOf(text, from, first);
        if (sign < 0) {
            return new Found(first, at, plain.toString());
        }
        return new Found(sign, at, plain.insert(0, '-').toString());
    }

    private static int appendDigits(String text, int start, StringBuilder plain) {
        int at = start;
        while (isDigit(text, at)) {
            plain.append(text.charAt(at));
            at++;
        }
        return at;
    }

    private static int appendGroups(String text, int start, StringBuilder plain) {
        int at = start;
        while (at < text.length()
                && GROUP_SEPARATORS.indexOf(text.charAt(at)) >= 0
                && text.charAt(at) == text.charAt(start)
                && hasGroup(text, at + 1)) {
            plain.append(text, at + 1, at + 1 + GROUP_DIGITS);
            at += 1 + GROUP_DIGITS;
        }
        return at;
    }

    private static boolean hasGroup(String text, int start) {
        return isDigit(text, start)
                && isDigit(text, start + 1)
                && isDigit(text, start + 2)
                && !isDigit(text, start + GROUP_DIGITS);
    }

    private static int appendExponent(String text, int start, StringBuilder plain) {
        if (start >= text.length() || Character.toLowerCase(text.charAt(start)) != 'e') {
            return start;
        }
        final boolean signed =
                start + 1 < text.length() && (text.charAt(start + 1) == '-' || text.charAt(start + 1) == '+');
        final int digits = start + (signed ? 2 : 1);
        if (!isDigit(text, digits)) {
            return start;
        }
        plain.append('e').append(signed ? text.substring(start + 1, digits) : "");
        return appendDigits(text, digits, plain);
    }

    /** Index of the minus that belongs to the number at {@code first}, or -1. */
    private static int signOf(String text, int from, int first) {
        int at = first - 1;
        if (at >= from && Character.getType(text.charAt(at)) == Character.CURRENCY_SYMBOL) {
            at--;
        }
        if (at < from || (text.charAt(at) != '-' && text.charAt(at) != '\u2212')) {
            return -1;
        }
        final boolean joinsTwo =
                at > 0 && (Character.isLetterOrDigit(text.charAt(at - 1)) || ")]".indexOf(text.charAt(at - 1)) >= 0);
        return joinsTwo ? -1 : at;
    }

    /** In {@code 12.05.2024} the second full stop leads no number. */
    private static boolean isLeadingPoint(String text, int at) {
        return isPoint(text, at) && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && Characters.isAsciiDigit(text.charAt(at));
    }

    private static boolean isPoint(String text, int at) {
        return at < text.length() && text.charAt(at) == '.' && isDigit(text, at + 1);
    }
}
