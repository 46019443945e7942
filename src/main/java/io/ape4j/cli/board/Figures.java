package io.ape4j.cli.board;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as the board and the lines say them. */
final class Figures {
    private static final int MINUTES_PER_HOUR = 60;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final BigDecimal SMALL = new BigDecimal("0.1");

    private Figures() {}

    static String time(Duration duration) {
        final long seconds = duration.toSeconds();
        final long minutes = seconds / SECONDS_PER_MINUTE;
        return minutes < MINUTES_PER_HOUR
                ? String.format(Locale.ROOT, "%d:%02d", minutes, seconds % SECONDS_PER_MINUTE)
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        minutes / MINUTES_PER_HOUR,
                        minutes % MINUTES_PER_HOUR,
                        seconds % SECONDS_PER_MINUTE);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String count(long number, String one) {
        return count(number) + " " + one + (number == 1 ? "" : "s");
    }

    /** Cents are too coarse for the first calls. */
    static String money(BigDecimal usd) {
        final boolean isSmall = usd.signum() > 0 && usd.compareTo(SMALL) < 0;
        return "$" + usd.setScale(isSmall ? 4 : 2, RoundingMode.HALF_UP).toPlainString();
    }

    static String score(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%.0f", perSecond);
    }
}
