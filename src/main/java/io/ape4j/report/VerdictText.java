package io.ape4j.report;

import io.ape4j.stats.PairedComparison;
import io.ape4j.stats.Verdict;
import io.ape4j.task.Split;
import java.util.Locale;

/** A verdict with its figures, for people. */
public final class VerdictText {
    private VerdictText() {}

    /** The words, and in brackets what they rest on. */
    static String of(String words, PairedComparison comparison) {
        return String.format(
                Locale.ROOT,
                "%s (difference %+.3f [%+.3f, %+.3f], p = %s, %s)",
                words,
                comparison.difference(),
                comparison.interval().low(),
                comparison.interval().high(),
                pValue(comparison.pValue()),
                comparison.test());
    }

    /** The verdict; who has brought no prompt has none to keep. */
    public static String words(Verdict verdict, boolean hasPrompt) {
        return switch (verdict) {
            case BETTER -> verdict.text();
            case NO_GAIN -> hasPrompt ? verdict.text() : "no significant gain over the trivial prompt";
            case WORSE -> hasPrompt ? verdict.text() : "worse than the trivial prompt";
        };
    }

    /** What to do where nothing is shown. */
    public static String needed(int examples, Split split) {
        return "a true difference of this size would need about " + examples + " " + split.fileName() + " examples";
    }

    /** A p-value as it is printed. */
    public static String pValue(double p) {
        return p < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
