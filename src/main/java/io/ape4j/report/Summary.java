package io.ape4j.report;

import io.ape4j.export.Exports;
import io.ape4j.run.RunResult;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.score.copied.Copied;
import io.ape4j.score.likelihood.Ranking;
import io.ape4j.search.Confirmation;
import io.ape4j.search.SearchOutcome.Standing;
import io.ape4j.stats.PairedComparison;
import io.ape4j.task.Split;
import io.ape4j.task.text.Shown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a run ended, in the few lines that the command line prints. */
public final class Summary {
    private static final String INDENT = "    ";

    private Summary() {}

    /**
     * Writes it.
     *
     * @param folder of the run, as the user would name it
     * @param evaluation the command that scores a prompt as this run did, but for the prompt; empty if not known
     * @param exports files of the winner
     * @param elapsed of this invocation
     */
    public static String of(
            Path folder, Optional<String> evaluation, RunResult result, List<Path> exports, Duration elapsed) {
        final List<String> lines = new ArrayList<>();
        if (result.isScored()) {
            lines.add("The winning prompt:");
            lines.add("");
            ResultJson.rendered(
                            result.outcome().winner().prompt(),
                            result.task().about().fields())
                    .lines()
                    .map(line -> (INDENT + line).stripTrailing())
                    .forEach(lines::add);
            lines.add("");
        }
        result.confirmation()
                .ifPresentOrElse(confirmed -> confirmed(result, confirmed, lines), () -> open(result, lines));
        SummaryText.front(result).forEach(lines::add);
        lines.add("search    " + result.searchTotal().calls() + " calls, " + confirming(result) + " ("
                + ResultJson.ending(result) + ")");
        lines.add("calls     " + SummaryText.calls(result.searchTotal().plus(result.confirming()))
                + SummaryText.estimated(result));
        SummaryText.unused(result).ifPresent(lines::add);
        SummaryText.proposals(result.counts()).ifPresent(text -> lines.add("proposals " + text));
        SummaryText.answers(result.counts()).ifPresent(text -> lines.add("answers   " + text));
        SummaryText.operators(result.outcome().operators()).ifPresent(text -> lines.add("operators " + text));
        lines.add("time      " + SummaryText.time(elapsed));
        if (result.earlierReadings() > 0) {
            lines.add("note      " + SummaryText.earlier(result.earlierReadings()));
        }
        lines.add("");
        next(folder, evaluation, result, exports, lines);
        return String.join("\n", lines);
    }

    private static String confirming(RunResult result) {
        final long calls = result.confirming().calls();
        return calls == 0 ? "none to confirm" : "then " + calls + " to confirm";
    }

    private static void confirmed(RunResult result, Confirmation.Result confirmed, List<String> lines) {
        final PairedComparison comparison = confirmed.comparison();
        final boolean binary = comparison.test().equals(PairedComparison.MCNEMAR);
        lines.add("winner    " + score(comparison.meanWinner(), confirmed.winner(), binary) + " on " + comparison.n()
                + " test examples");
        lines.add("baseline  " + score(comparison.meanBaseline(), confirmed.baseline(), binary)
                + (result.task().baseline() == null ? " (best trivial prompt: the task has none)" : ""));
        lines.add("verdict   "
                + VerdictText.of(
                        VerdictText.words(comparison.verdict(), result.task().baseline() != null), comparison));
        copied(result).ifPresent(lines::add);
        confirmed.needed().ifPresent(n -> lines.add("          " + VerdictText.needed(n, Split.TEST)));
    }

    private static String score(double mean, List<ScoredAnswer> answers, boolean binary) {
        return SummaryText.score(mean, EvaluationJson.interval(answers, binary));
    }

    /** Empty if the winner holds nothing of the examples that it was confirmed on. */
    private static Optional<String> copied(RunResult result) {
        final List<Copied> copies = ResultJson.copied(result);
        return copies.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "          the winner holds %d of the test examples outside its demonstrations (first: %s), so"
                                + " that this flatters it",
                        copies.size(),
                        copies.get(0).id()));
    }

    private static void open(RunResult result, List<String> lines) {
        final Standing standing = result.outcome().standing(result.outcome().winner());
        lines.add(
                standing.examples() == 0
                        ? "winner    none yet: no prompt was scored; exported is the one that the search began with"
                        : String.format(
                                Locale.ROOT,
                                "winner    %.3f on %d select examples%s",
                                standing.mean(),
                                standing.examples(),
                                rankedBy(result.manifest().parameters().rankBy())));
        lines.add("verdict   unconfirmed: " + result.unconfirmed());
    }

    private static String rankedBy(Ranking ranking) {
        return ranking == Ranking.METRIC ? "" : " by " + ranking.configName();
    }

    private static void next(
            Path folder, Optional<String> evaluation, RunResult result, List<Path> exports, List<String> lines) {
        final String run = Shown.argument(folder);
        lines.add("Next:");
        if (result.stopped().isPresent()) {
            lines.add("  ape resume " + run);
        }
        if (!result.isScored()) {
            return;
        }
        final boolean allWrong = result.confirmation()
                .filter(confirmed -> confirmed.comparison().meanWinner() == 0)
                .isPresent();
        if (allWrong) {
            lines.add("  ape runs show " + run + "  (no answer was right: read them)");
        }
        lines.add("  ape report " + run + " --open");
        exports.stream()
                .filter(file -> !Exports.isCompanion(String.valueOf(file.getFileName())))
                .forEach(
                        file -> lines.add("  " + file + (file.endsWith("prompt.json") ? "  (the prompt itself)" : "")));
        lines.add("  ape export " + run + " --format langchain4j --output prompts/");
        lines.add("  ape replay " + run);
        evaluation.ifPresent(command -> exports.stream()
                .filter(file -> file.endsWith("prompt.json"))
                .findFirst()
                .ifPresent(file -> lines.add("  " + command + " --prompt " + Shown.argument(file))));
    }
}
