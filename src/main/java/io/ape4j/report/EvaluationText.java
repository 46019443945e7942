package io.ape4j.report;

import io.ape4j.model.Answer;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.run.Evaluation;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.stats.Interval;
import io.ape4j.task.Example;
import io.ape4j.task.text.Shown;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** An evaluation in a few lines for people. */
public final class EvaluationText {
    private EvaluationText() {}

    /**
     * Writes it.
     *
     * @param examples whether with a line for each example
     */
    public static String of(Evaluation evaluation, Duration elapsed, boolean examples) {
        final StringBuilder out = new StringBuilder();
        if (examples) {
            for (int i = 0; i < evaluation.examples().size(); i++) {
                line(out, evaluation.examples().get(i), evaluation.answers().get(i));
            }
        }
        final Interval interval = EvaluationJson.interval(evaluation.answers(), evaluation.binary());
        out.append(String.format(
                Locale.ROOT,
                "score  %s on %d %s examples%n",
                SummaryText.score(EvaluationJson.score(evaluation), interval),
                evaluation.answers().size(),
                evaluation.split().fileName()));
        final long cut = EvaluationJson.cut(evaluation);
        if (cut > 0) {
            out.append("cut    ").append(cut).append(" answers by the limit of tokens\n");
        }
        failures(evaluation, Answer.Finish.CONTEXT_EXCEEDED)
                .ifPresent(
                        count -> out.append("failed ").append(count).append(" are longer than the model's context\n"));
        failures(evaluation, Answer.Finish.CONTENT_FILTERED)
                .ifPresent(count -> out.append("failed ").append(count).append(" were withheld by a content policy\n"));
        final Totals totals = evaluation.totals();
        out.append("calls  ").append(SummaryText.calls(totals)).append('\n');
        out.append("time   ").append(SummaryText.time(elapsed));
        if (evaluation.earlierReadings() > 0) {
            out.append("\nnote   ").append(SummaryText.earlier(evaluation.earlierReadings()));
        }
        return out.toString();
    }

    private static OptionalLong failures(Evaluation evaluation, Answer.Finish finish) {
        final long count = evaluation.answers().stream()
                .filter(answer -> answer.finish() == finish)
                .count();
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /** A line for each answer that is not wholly right, in the order of the examples, at most so many. */
    public static String mistakes(Evaluation evaluation, int most) {
        final StringBuilder out = new StringBuilder();
        IntStream.range(0, evaluation.answers().size())
                .filter(index -> evaluation.answers().get(index).value() < 1)
                .limit(most)
                .forEach(index -> line(
                        out,
                        evaluation.examples().get(index),
                        evaluation.answers().get(index)));
        return out.toString();
    }

    private static void line(StringBuilder out, Example example, ScoredAnswer answer) {
        out.append(String.format(
                Locale.ROOT,
                "%.2f  %s -> %s (%s)%n",
                answer.value(),
                Shown.plain(String.join(" | ", example.fields().values())),
                Shown.quoted(answer.answer()),
                Shown.quoted(example.references().get(0))));
    }
}
