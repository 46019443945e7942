package io.ape4j.report;

import io.ape4j.run.Comparison;
import io.ape4j.run.Evaluation;
import io.ape4j.task.Example;
import io.ape4j.task.text.Shown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two prompts side by side, in the lines that {@code ape compare} prints. */
public final class ComparisonText {
    private static final int MOST_SHOWN = 5;

    private ComparisonText() {}

    /**
     * Writes it.
     *
     * @param first what the first prompt is called, {@code second} likewise
     * @param examples whether with every example on which they differ
     */
    public static String of(Comparison comparison, String first, String second, Duration elapsed, boolean examples) {
        final List<String> lines = new ArrayList<>();
        lines.add("A         " + score(comparison.first()) + "  " + Shown.plain(first));
        lines.add("B         " + score(comparison.second()) + "  " + Shown.plain(second));
        lines.add("verdict   " + VerdictText.of(comparison.result().verdict().text(), comparison.result()));
        comparison
                .needed()
                .ifPresent(n -> lines.add(
                        "          " + VerdictText.needed(n, comparison.first().split())));
        lines.add(String.format(
                Locale.ROOT,
                "wins      B on %d, A on %d, the same on %d of %d %s examples",
                comparison.secondWins(),
                comparison.firstWins(),
                comparison.result().n() - comparison.differing().size(),
                comparison.result().n(),
                comparison.first().split().fileName()));
        lines.add("calls     " + SummaryText.calls(comparison.totals()));
        lines.add("time      " + SummaryText.time(elapsed));
        if (comparison.first().earlierReadings() > 0) {
            lines.add("note      " + SummaryText.earlier(comparison.first().earlierReadings()));
        }
        differences(comparison, examples, lines);
        return String.join("\n", lines);
    }

    private static String score(Evaluation evaluation) {
        return SummaryText.score(
                EvaluationJson.score(evaluation), EvaluationJson.interval(evaluation.answers(), evaluation.binary()));
    }

    private static void differences(Comparison comparison, boolean all, List<String> lines) {
        final List<Integer> differing = comparison.differing();
        if (differing.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("Where they differ:");
        final int shown = all ? differing.size() : Math.min(MOST_SHOWN, differing.size());
        differing.subList(0, shown).forEach(index -> difference(comparison, index, lines));
        if (shown < differing.size()) {
            lines.add("  and " + (differing.size() - shown) + " more (--examples)");
        }
    }

    private static void difference(Comparison comparison, int index, List<String> lines) {
        final Example example = comparison.first().examples().get(index);
        lines.add("  " + Shown.plain(String.join(" | ", example.fields().values())) + " -> "
                + Shown.quoted(example.reference()));
        lines.add("    A " + answer(comparison.first(), index));
        lines.add("    B " + answer(comparison.second(), index));
    }

    private static String answer(Evaluation evaluation, int index) {
        return String.format(
                Locale.ROOT,
                "%.2f %s",
                evaluation.answers().get(index).value(),
                Shown.quoted(evaluation.answers().get(index).answer()));
    }
}
