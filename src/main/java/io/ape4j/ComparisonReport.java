package io.ape4j;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.report.ComparisonJson;
import io.ape4j.run.Comparison;
import java.time.Duration;

/**
 * What a comparison of two prompts found.
 *
 * @param elapsed of this invocation
 */
public record ComparisonReport(Comparison comparison, Duration elapsed) {
    /** The verdict on the second prompt: {@code better}, {@code no significant gain: keep yours} or {@code worse: keep yours}. */
    public String verdict() {
        return comparison.result().verdict().text();
    }

    /**
     * The object that {@code ape compare --json} prints.
     *
     * @param examples whether with every example on which the two differ
     */
    public ObjectNode toJson(boolean examples) {
        return ComparisonJson.of(comparison, elapsed, examples);
    }
}
