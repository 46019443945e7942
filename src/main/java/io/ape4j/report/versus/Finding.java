package io.ape4j.report.versus;

import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.report.PairedText;
import io.ape4j.report.VerdictText;
import io.ape4j.search.Confirmation;
import io.ape4j.stats.PairedComparison;
import io.ape4j.stats.SampleSize;
import io.ape4j.stats.Verdict;
import io.ape4j.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the winner of the second run is better than that of the first.
 *
 * @param kind {@code better}, {@code same}, {@code worse} or {@code open}
 * @param sentence in one sentence
 * @param statistics what it rests on, a sentence each
 */
public record Finding(String kind, String sentence, List<String> statistics) {

    /** By the test examples that both runs were confirmed on; no call is made. */
    static Finding of(Told a, Told b, Shared test) {
        final Optional<String> reason = incomparable(a, b, test);
        if (reason.isPresent()) {
            return new Finding("open", "No comparison: " + reason.get() + ".", List.of());
        }
        final boolean binary = a.result()
                .confirmation()
                .map(Confirmation.Result::comparison)
                .filter(comparison -> comparison.test().equals(PairedComparison.MCNEMAR))
                .isPresent();
        final PairedComparison comparison = PairedComparison.compare(test.valuesOfB(), test.valuesOfA(), binary);
        final PairedText text = new PairedText(comparison, "B", "A");
        return new Finding(
                PairedText.kind(comparison.verdict()),
                words(comparison.verdict()) + ": " + text.scores() + ".",
                statistics(a, b, test, text, binary));
    }

    private static Optional<String> incomparable(Told a, Told b, Shared test) {
        for (final Told run : List.of(a, b)) {
            if (run.result().confirmation().isEmpty()) {
                return Optional.of("the run " + run.run() + " is unconfirmed ("
                        + run.result().unconfirmed() + ")");
            }
        }
        return a.scoredOtherwise(b)
                .or(() -> test.isEmpty() ? Optional.of("they have no test example in common") : Optional.empty());
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "B's winner is better than A's";
            case NO_GAIN -> "Neither winner is shown to be better";
            case WORSE -> "A's winner is better than B's";
        };
    }

    private static List<String> statistics(Told a, Told b, Shared test, PairedText text, boolean binary) {
        final List<String> said = new ArrayList<>();
        said.add(text.counts(wins(test.valuesOfB(), test.valuesOfA()), wins(test.valuesOfA(), test.valuesOfB())));
        said.add(text.chance());
        said.add(text.interval());
        if (text.comparison().verdict() == Verdict.NO_GAIN) {
            SampleSize.beyond(test.valuesOfB(), test.valuesOfA(), binary)
                    .ifPresent(needed ->
                            said.add(VerdictText.needed(needed, Split.TEST).replaceFirst("^a", "A") + " to be shown."));
        }
        if (test.examples().size() < Math.max(a.test().size(), b.test().size())) {
            said.add("Only the test examples that both runs have are compared: "
                    + test.examples().size() + " of " + a.test().size() + " (A) and "
                    + b.test().size() + " (B).");
        }
        if (!executor(a).equals(executor(b))) {
            said.add("Different models answered: the difference is that of prompts and models together.");
        }
        said.addAll(remarks("A", a));
        said.addAll(remarks("B", b));
        said.add("Each winner was fixed before its run read the test examples. They are no fresh judges if B was set up"
                + " after A's test score was known, or if these two were picked out of more runs.");
        return said;
    }

    /** What makes a run's test score worth less. */
    private static List<String> remarks(String who, Told told) {
        final List<String> said = new ArrayList<>();
        if (told.result().earlierReadings() > 0) {
            said.add("Before " + who + " read the test examples, "
                    + PairedText.earlier(told.result().earlierReadings()));
        }
        PairedText.copied(
                        who + "'s winner",
                        told.result().task(),
                        told.result().outcome().winner().prompt())
                .ifPresent(said::add);
        return said;
    }

    private static Optional<ModelIdentity> executor(Told told) {
        return Optional.ofNullable(told.result().manifest().models().get(ModelRole.EXECUTOR));
    }

    private static int wins(double[] mine, double[] others) {
        int count = 0;
        for (int i = 0; i < mine.length; i++) {
            count += mine[i] > others[i] ? 1 : 0;
        }
        return count;
    }
}
