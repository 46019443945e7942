package io.ape4j.report;

import io.ape4j.stats.Interval;
import io.ape4j.stats.PairedComparison;
import java.util.Locale;

/**
 * A comparison on {@code test} in plain words.
 *
 * @param first what the one is called that the comparison calls winner, as the subject of a sentence
 * @param second what the other is called
 */
public record PairedText(PairedComparison comparison, String first, String second) {
    private static final double PERCENT = 100;

    /** What each scores. */
    public String scores() {
        return isBinary()
                ? first + " is right on " + percent(comparison.meanWinner()) + " of " + comparison.n()
                        + " test examples, " + second + " on " + percent(comparison.meanBaseline())
                : first + " scores " + score(comparison.meanWinner()) + " on " + comparison.n() + " test examples, "
                        + second + " " + score(comparison.meanBaseline());
    }

    /** On how many examples each does better. */
    public String counts(int gained, int lost) {
        final int n = comparison.n();
        final int rest = n - gained - lost;
        return isBinary()
                ? "Of " + n + " test examples, " + first + " alone is right on " + gained + ", " + second + " alone on "
                        + lost + "; on the other " + rest + " both are right or both are wrong."
                : "Of " + n + " test examples, " + first + " scores higher on " + gained + ", " + second + " on " + lost
                        + "; on the other " + rest + " they score the same.";
    }

    /** What the p-value says. */
    public String chance() {
        return "If both were equally good, luck alone would bring a difference this large with probability "
                + VerdictText.pValue(comparison.pValue()) + " (" + comparison.test() + ", two-sided); below "
                + Interval.ALPHA + " counts as shown.";
    }

    /** What the interval says. */
    public String interval() {
        final Interval interval = comparison.interval();
        return "With 95 % confidence the true difference lies between "
                + String.format(Locale.ROOT, "%+.1f and %+.1f", interval.low() * PERCENT, interval.high() * PERCENT)
                        .replace('-', '−')
                + " points.";
    }

    private boolean isBinary() {
        return comparison.test().equals(PairedComparison.MCNEMAR);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
    }

    private static String score(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }
}
