package io.ape4j.report;

import io.ape4j.prompt.Prompt;
import io.ape4j.score.copied.HeldOut;
import io.ape4j.stats.Interval;
import io.ape4j.stats.PairedComparison;
import io.ape4j.stats.Verdict;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.Locale;
import java.util.Optional;

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

    /** How a page marks a verdict on the first. */
    public static String kind(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case NO_GAIN -> "same";
            case WORSE -> "worse";
        };
    }

    /** A remark on who had read the examples before, as the end of a sentence. */
    public static String earlier(int readings) {
        return readings == 0
                ? "no earlier run or evaluation had looked at them."
                : readings + " earlier runs or evaluations had looked at them: trust the verdict less.";
    }

    /**
     * A remark on test examples that stand in a prompt; empty if none does.
     *
     * @param who has the prompt, as the subject of a sentence
     */
    public static Optional<String> copied(String who, Task task, Prompt prompt) {
        final int copied = HeldOut.of(task, Split.TEST).in(prompt).size();
        return copied == 0
                ? Optional.empty()
                : Optional.of(who + " holds " + copied
                        + " of the test examples outside its demonstrations, which flatters" + " it.");
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
