package io.ape4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.Answer;
import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.run.Evaluation;
import io.ape4j.score.Score;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.stats.Interval;
import io.ape4j.stats.MeanInterval;
import io.ape4j.task.Example;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The object that {@code ape eval --json} prints; {@code docs/cli.md} lists its keys. */
public final class EvaluationJson {
    private static final double NANOS_PER_SECOND = 1e9;

    private EvaluationJson() {}

    /**
     * Writes an evaluation.
     *
     * @param examples whether with every example's answer and score
     */
    public static ObjectNode of(Evaluation evaluation, Duration elapsed, boolean examples) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("task", evaluation.task().name());
        root.put("split", evaluation.split().fileName());
        root.put("score", score(evaluation));
        root.put("n", evaluation.answers().size());
        final Interval interval = interval(evaluation.answers(), evaluation.binary());
        root.putArray("interval").add(interval.low()).add(interval.high());
        root.put(
                "failed",
                evaluation.answers().stream()
                        .filter(answer -> answer.finish().isFailure())
                        .count());
        root.put("cut", cut(evaluation));
        root.put("earlierReadings", evaluation.earlierReadings());
        final Totals totals = evaluation.totals();
        root.putObject("calls").put("bought", totals.bought()).put("cached", totals.cached());
        root.put("tokens", totals.tokens());
        root.put("cost", totals.cost());
        root.put("seconds", elapsed.toNanos() / NANOS_PER_SECOND);
        if (examples) {
            examples(evaluation, root.putArray("examples"));
        }
        return root;
    }

    /** How many answers the limit of tokens cut. */
    static long cut(Evaluation evaluation) {
        return evaluation.answers().stream()
                .filter(answer -> answer.finish() == Answer.Finish.LENGTH)
                .count();
    }

    /** The mean score. */
    public static double score(Evaluation evaluation) {
        return evaluation.answers().stream()
                .mapToDouble(ScoredAnswer::value)
                .average()
                .orElseThrow();
    }

    /** The 95% interval of the mean. */
    public static Interval interval(List<ScoredAnswer> answers, boolean binary) {
        return MeanInterval.of(answers.stream().mapToDouble(ScoredAnswer::value).toArray(), binary);
    }

    private static void examples(Evaluation evaluation, ArrayNode all) {
        for (int i = 0; i < evaluation.examples().size(); i++) {
            final Example example = evaluation.examples().get(i);
            final ScoredAnswer answer = evaluation.answers().get(i);
            final Score score = answer.score();
            final ObjectNode node = all.addObject();
            node.put("id", example.id());
            example.fields().forEach(node.putObject("fields")::put);
            example.references().forEach(node.putArray("references")::add);
            node.put("answer", answer.answer());
            node.put("score", score.value());
            node.put("finish", answer.finish().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (score.feedback() != null) {
                node.put("feedback", score.feedback());
            }
        }
    }
}
