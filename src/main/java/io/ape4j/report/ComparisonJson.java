package io.ape4j.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.run.Comparison;
import io.ape4j.run.Evaluation;
import io.ape4j.stats.Interval;
import io.ape4j.task.Example;
import java.time.Duration;

/** The object that {@code ape compare --json} prints; {@code docs/cli.md} lists its keys. */
public final class ComparisonJson {
    private static final double NANOS_PER_SECOND = 1e9;

    private ComparisonJson() {}

    /**
     * Writes a comparison.
     *
     * @param examples whether with every example on which they differ
     */
    public static ObjectNode of(Comparison comparison, Duration elapsed, boolean examples) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("task", comparison.first().task().name());
        root.put("split", comparison.first().split().fileName());
        root.put("verdict", comparison.result().verdict().text());
        root.set("a", side(comparison.first()).put("wins", comparison.firstWins()));
        root.set("b", side(comparison.second()).put("wins", comparison.secondWins()));
        root.put("n", comparison.result().n());
        root.put("difference", comparison.result().difference());
        interval(root, comparison.result().interval());
        root.put("pValue", comparison.result().pValue());
        root.put("method", comparison.result().test());
        comparison.needed().ifPresent(needed -> root.put("needed", needed));
        root.put("earlierReadings", comparison.first().earlierReadings());
        root.putObject("calls")
                .put("bought", comparison.totals().bought())
                .put("cached", comparison.totals().cached());
        root.put("tokens", comparison.totals().tokens());
        root.put("cost", comparison.totals().cost());
        root.put("seconds", elapsed.toNanos() / NANOS_PER_SECOND);
        if (examples) {
            final ArrayNode all = root.putArray("examples");
            comparison.differing().forEach(index -> all.add(example(comparison, index)));
        }
        return root;
    }

    private static ObjectNode side(Evaluation evaluation) {
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("score", EvaluationJson.score(evaluation));
        interval(node, EvaluationJson.interval(evaluation.answers(), evaluation.binary()));
        node.put("cut", EvaluationJson.cut(evaluation));
        return node;
    }

    private static void interval(ObjectNode node, Interval interval) {
        node.putArray("interval").add(interval.low()).add(interval.high());
    }

    private static ObjectNode example(Comparison comparison, int index) {
        final Example example = comparison.first().examples().get(index);
        final ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", example.id());
        example.fields().forEach(node.putObject("fields")::put);
        example.references().forEach(node.putArray("references")::add);
        node.set("a", answer(comparison.first(), index));
        node.set("b", answer(comparison.second(), index));
        return node;
    }

    private static ObjectNode answer(Evaluation evaluation, int index) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("answer", evaluation.answers().get(index).answer())
                .put("score", evaluation.answers().get(index).value());
    }
}
