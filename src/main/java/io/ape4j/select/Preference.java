package io.ape4j.select;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the good candidates becomes the winner.
 *
 * @param kind the best, or the shortest of those that are nearly as good
 * @param tolerancePercent how many points of a hundred the shortest may be worse; 0 for the best
 */
public record Preference(Kind kind, BigDecimal tolerancePercent) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern SHORTEST = Pattern.compile("shortest-within +(\\d{1,3}(?:\\.\\d{1,4})?) ?%");

    /** The best by score, whatever its length. */
    public static final Preference BEST = new Preference(Kind.BEST, BigDecimal.ZERO);

    /** What is preferred. */
    public enum Kind {
        BEST,
        SHORTEST
    }

    public Preference {
        Objects.requireNonNull(kind, "kind");
        if (tolerancePercent.signum() < 0 || tolerancePercent.compareTo(HUNDRED) > 0) {
            throw new IllegalArgumentException(
                    "prefer: the tolerance is " + tolerancePercent.toPlainString() + " %; write 0 to 100");
        }
        if (kind == Kind.BEST && tolerancePercent.signum() != 0) {
            throw new IllegalArgumentException(
                    "prefer: best has no tolerance, but was given one of " + tolerancePercent);
        }
        tolerancePercent = tolerancePercent.signum() == 0 ? BigDecimal.ZERO : tolerancePercent.stripTrailingZeros();
    }

    /**
     * Reads {@code best} or e.g. {@code shortest-within 1%}.
     *
     * @throws IllegalArgumentException that says what would do
     */
    public static Preference parse(String text) {
        if (text.equals("best")) {
            return BEST;
        }
        final Matcher shortest = SHORTEST.matcher(text);
        if (!shortest.matches()) {
            throw new IllegalArgumentException(
                    "prefer is \"" + text + "\"; write best, or e.g. \"shortest-within 1%\" (0% to 100%)");
        }
        return new Preference(Kind.SHORTEST, new BigDecimal(shortest.group(1)));
    }

    public boolean prefersShortest() {
        return kind == Kind.SHORTEST;
    }

    /** The tolerance as a difference of scores in [0, 1]. */
    public double tolerance() {
        return tolerancePercent.movePointLeft(2).doubleValue();
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return prefersShortest() ? "shortest-within " + tolerancePercent.toPlainString() + "%" : "best";
    }
}
