package io.ape4j.report.page;

import io.ape4j.stats.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as pages write them. */
public final class Figures {
    private static final int CENT_DIGITS = 4;

    private Figures() {}

    /** With three digits. */
    public static String score(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }

    static String signed(double gain) {
        return String.format(Locale.ROOT, "%+.3f", gain).replace('-', '−');
    }

    static String interval(Interval interval) {
        return score(interval.low()) + " to " + score(interval.high());
    }

    /** With commas between thousands. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** With the cents' hundredths. */
    public static String dollars(BigDecimal cost) {
        return cost.signum() == 0
                ? "0"
                : "$" + cost.setScale(CENT_DIGITS, RoundingMode.HALF_UP).toPlainString();
    }

    /** A coordinate: two digits are finer than any screen. */
    static String at(double coordinate) {
        return String.format(Locale.ROOT, "%.2f", coordinate);
    }
}
