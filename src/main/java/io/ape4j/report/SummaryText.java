package io.ape4j.report;

import io.ape4j.model.Answer;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.prompt.PromptLength;
import io.ape4j.run.RunResult;
import io.ape4j.run.budget.Estimate;
import io.ape4j.run.tally.Counts;
import io.ape4j.search.SearchOutcome.Standing;
import io.ape4j.search.resample.OperatorYield;
import io.ape4j.select.Objective;
import io.ape4j.stats.Interval;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Figures as people read them. */
final class SummaryText {
    private static final int MOST_OPERATORS = 3;

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

    /** What was expected beside what it took; of a run that did not come to its end there is nothing to compare. */
    static String estimated(RunResult result) {
        if (result.confirmation().isEmpty()) {
            return "";
        }
        final Estimate estimate = result.estimate();
        return String.format(Locale.ROOT, " (estimated: %,d", estimate.likelyTokens())
                + estimate.cost()
                        .filter(cost -> cost.likely().signum() > 0)
                        .map(cost -> "; $"
                                + cost.likely()
                                        .setScale(4, RoundingMode.HALF_UP)
                                        .toPlainString())
                        .orElse("")
                + ")";
    }

    /** Scores against lengths, where the length of prompts counts; nothing otherwise. */
    static List<String> front(RunResult result) {
        if (!result.manifest().parameters().goal().minds(Objective.PROMPT_TOKENS) || !result.isScored()) {
            return List.of();
        }
        final List<String> fields = result.task().about().fields();
        final List<Standing> front = result.outcome().front(fields);
        final List<String> lines = new ArrayList<>();
        for (final Standing standing : front) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-10s%,d tokens: %.3f on %d select examples%s",
                    lines.isEmpty() ? "front" : "",
                    PromptLength.tokens(standing.candidate().prompt(), fields),
                    standing.mean(),
                    standing.examples(),
                    standing.candidate().equals(result.outcome().winner()) ? "  (the winner)" : ""));
        }
        return lines;
    }

    /** What was paid for beyond the calls that counted: retries, and answers that a stop left unused. */
    static Optional<String> unused(RunResult result) {
        final Totals counted = result.searchTotal().plus(result.confirming());
        final long attempts = result.spent().calls() - counted.bought() - counted.journaled();
        if (attempts <= 0) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "spent     %,d attempts and %,d tokens in all%s, retries and answers not used yet included",
                result.spent().calls(),
                result.spent().tokens(),
                result.spent().cost().signum() == 0
                        ? ""
                        : ", $"
                                + result.spent()
                                        .cost()
                                        .setScale(4, RoundingMode.HALF_UP)
                                        .toPlainString()));
    }

    /** How many proposals were not taken, and why; empty if all were. */
    static Optional<String> proposals(Counts counts) {
        final String reasons = counts.dismissed().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return reasons.isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d asked, %,d not taken: %s",
                        counts.proposals(),
                        counts.dismissedTotal(),
                        reasons));
    }

    /** Which operators brought most for their calls; empty if none brought anything. */
    static Optional<String> operators(List<OperatorYield> yields) {
        final String best = yields.stream()
                .filter(brought -> brought.gain() > 0)
                .sorted(Comparator.comparingDouble(OperatorYield::gainPerCall).reversed())
                .limit(MOST_OPERATORS)
                .map(brought -> String.format(
                        Locale.ROOT,
                        "%s %+.3f (%d of %d tries better)",
                        brought.operator(),
                        brought.meanGain(),
                        brought.better(),
                        brought.tried()))
                .collect(Collectors.joining(", "));
        return best.isEmpty() ? Optional.empty() : Optional.of("most gain a call: " + best);
    }

    /** How many answers did not come to their end, and why; empty if all did. */
    static Optional<String> answers(Counts counts) {
        final List<String> kinds = new ArrayList<>();
        count(counts, Answer.Finish.LENGTH, "cut by the limit of tokens", kinds);
        count(counts, Answer.Finish.CONTEXT_EXCEEDED, "failed: too long for the context", kinds);
        count(counts, Answer.Finish.CONTENT_FILTERED, "failed: withheld by a content filter", kinds);
        return kinds.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", kinds));
    }

    private static void count(Counts counts, Answer.Finish finish, String words, List<String> kinds) {
        if (counts.of(finish) > 0) {
            kinds.add(String.format(Locale.ROOT, "%,d %s", counts.of(finish), words));
        }
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
