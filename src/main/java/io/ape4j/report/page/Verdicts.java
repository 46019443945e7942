package io.ape4j.report.page;

import io.ape4j.report.PairedText;
import io.ape4j.report.ResultJson;
import io.ape4j.report.VerdictText;
import io.ape4j.report.trace.Snapshot;
import io.ape4j.run.RunResult;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Confirmation;
import io.ape4j.search.SearchOutcome.Standing;
import io.ape4j.stats.PairedComparison;
import io.ape4j.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a run ended, in words.
 *
 * @param kind {@code better}, {@code same}, {@code worse} or {@code open}
 * @param sentence the verdict in one sentence
 * @param statistics what it rests on, a sentence each
 */
public record Verdicts(String kind, String sentence, List<String> statistics) {
    static Verdicts running(Snapshot snapshot) {
        return new Verdicts(
                "open",
                "The search is still going on" + (snapshot.phase().isEmpty() ? "" : ": " + snapshot.phase()) + ", "
                        + Figures.count(snapshot.calls()) + " answers so far.",
                List.of());
    }

    static Verdicts of(RunResult result) {
        return result.confirmation()
                .map(confirmed -> confirmed(result, confirmed))
                .orElseGet(() -> open(result));
    }

    private static Verdicts open(RunResult result) {
        final Standing standing = result.outcome().standing(result.outcome().winner());
        final String score = standing.examples() == 0
                ? "no prompt was scored"
                : "its best prompt scores " + Figures.score(standing.mean()) + " on " + standing.examples()
                        + " select examples, by which it was also chosen";
        return new Verdicts(
                "open",
                "Unconfirmed: " + score + ".",
                List.of(
                        "There is no final word: " + result.unconfirmed() + ".",
                        "A score on select flatters the winner, which was chosen by it; the test examples were not"
                                + " used."));
    }

    private static Verdicts confirmed(RunResult result, Confirmation.Result confirmed) {
        final PairedComparison comparison = confirmed.comparison();
        final PairedText text = new PairedText(comparison, "the winner", "the baseline");
        final String words =
                VerdictText.words(comparison.verdict(), result.task().baseline() != null);
        return new Verdicts(
                PairedText.kind(comparison.verdict()),
                words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ": " + text.scores() + ".",
                statistics(result, confirmed, text));
    }

    private static List<String> statistics(RunResult result, Confirmation.Result confirmed, PairedText text) {
        final List<String> said = new ArrayList<>();
        said.add(text.counts(
                count(confirmed.winner(), confirmed.baseline()), count(confirmed.baseline(), confirmed.winner())));
        said.add(text.chance());
        said.add(text.interval());
        confirmed
                .needed()
                .ifPresent(needed ->
                        said.add(VerdictText.needed(needed, Split.TEST).replaceFirst("^a", "A") + " to be shown."));
        said.add("The test examples were read once, after winner and baseline were fixed; "
                + PairedText.earlier(result.earlierReadings()));
        PairedText.copied("The winner", result.task(), result.outcome().winner().prompt())
                .ifPresent(said::add);
        said.add("Why the search ended: " + ResultJson.ending(result) + ".");
        return said;
    }

    private static int count(List<ScoredAnswer> better, List<ScoredAnswer> worse) {
        int count = 0;
        for (int i = 0; i < better.size(); i++) {
            count += better.get(i).value() > worse.get(i).value() ? 1 : 0;
        }
        return count;
    }
}
