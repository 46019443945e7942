package io.ape4j;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.report.EvaluationJson;
import io.ape4j.run.Evaluation;
import java.time.Duration;

/**
 * What an evaluation found.
 *
 * @param elapsed of this invocation
 */
public record EvaluationReport(Evaluation evaluation, Duration elapsed) {
    private static final double SUMS_DIFFER = 1e-9;

    /**
     * Whether the mean score reaches a least one; what the order of a sum changes in its last digits decides nothing.
     *
     * @param score from 0 to 1
     */
    public boolean isAtLeast(double score) {
        return EvaluationJson.score(evaluation) >= score - SUMS_DIFFER;
    }

    /**
     * The object that {@code ape eval --json} prints.
     *
     * @param examples whether with every example's answer and score
     */
    public ObjectNode toJson(boolean examples) {
        return EvaluationJson.of(evaluation, elapsed, examples);
    }
}
