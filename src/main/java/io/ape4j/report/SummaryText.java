package io.ape4j.report;

import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.stats.Interval;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class SummaryText {
    private SummaryText() {}

    static String score(double score, Interval interval) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", score, interval.low(), interval.high());
    }

    static String calls(Totals totals) {
        final StringBuilder out = new StringBuilder(
                String.format(Locale.ROOT, "%,d bought, %,d from the cache", totals.bought(), totals.cached()));
        if (totals.journaled() > 0) {
            out.append(String.format(Locale.ROOT, ", %,d from the journal", totals.journaled()));
        }
        out.append(String.format(Locale.ROOT, "; %,d tokens", totals.tokens()));
        if (totals.cost().signum() > 0) {
            out.append("; $")
                    .append(totals.cost().setScale(4, RoundingMode.HALF_UP).toPlainString());
        }
        return out.toString();
    }

    static String time(Duration elapsed) {
        final long seconds = elapsed.toSeconds();
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0)
                : String.format(Locale.ROOT, "%d min %d s", seconds / 60, seconds % 60);
    }

    static String earlier(int readings) {
        return readings == 1
                ? "another run or evaluation has looked at these test examples before: trust the verdict less"
                : readings + " other runs or evaluations have looked at these test examples before:"
                        + " trust the verdict less";
    }
}
