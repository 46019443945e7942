package io.ape4j.score;

import io.ape4j.model.asking.Asking;
import io.ape4j.task.Example;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;

/**
 * A metric that a program gives as a function.
 *
 * @param isBinary whether it gives only 0 and 1
 */
record FunctionMetric(String identity, ToDoubleBiFunction<Example, String> function, boolean isBinary)
        implements Metric {
    FunctionMetric {
        Objects.requireNonNull(function, "function");
        if (identity.isBlank()) {
            throw new IllegalArgumentException("the metric's identity is empty; give name and version, e.g. overlap/1");
        }
    }

    /**
     * Scores the answer.
     *
     * @throws MetricException if the function fails, or gives no number in [0, 1]
     */
    @Override
    public Asking<Score> score(Example example, String answer) {
        final double value;
        try {
            value = function.applyAsDouble(example, answer);
        } catch (RuntimeException e) {
            throw new MetricException("the metric " + identity + " failed on example " + example.id() + ": " + e, e);
        }
        if (!(value >= 0 && value <= 1)) {
            throw new MetricException(
                    "the metric " + identity + " gave " + value + " on example " + example.id()
                            + "; a score is a number in [0, 1]",
                    null);
        }
        return Asking.done(Score.of(value));
    }
}
