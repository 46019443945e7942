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
    /**
     * The object that {@code ape eval --json} prints.
     *
     * @param examples whether with every example's answer and score
     */
    public ObjectNode toJson(boolean examples) {
        return EvaluationJson.of(evaluation, elapsed, examples);
    }
}
