package io.ape4j.search.resample;

import java.util.Objects;

/**
 * What one operator has brought in a run, by the scores that are known.
 *
 * @param operator its name
 * @param tried how often it was applied
 * @param children new prompts that came of it
 * @param better those whose fitness is above that of their best parent
 * @param gain sum over the children of what their fitness is above that of their best parent; those below count 0
 * @param calls what trying took: requests of the operator itself, and the scores of each child's first block
 */
public record OperatorYield(String operator, int tried, int children, int better, double gain, long calls) {
    public OperatorYield {
        Objects.requireNonNull(operator, "operator");
    }

    /** One that was never applied. */
    public static OperatorYield nothing(String operator) {
        return new OperatorYield(operator, 0, 0, 0, 0, 0);
    }

    /** Gain of the mean child; 0 without any. */
    public double meanGain() {
        return children == 0 ? 0 : gain / children;
    }

    /** Gain for each call; 0 without any. */
    public double gainPerCall() {
        return calls == 0 ? 0 : gain / calls;
    }

    OperatorYield plus(OperatorYield other) {
        return new OperatorYield(
                operator,
                tried + other.tried,
                children + other.children,
                better + other.better,
                gain + other.gain,
                calls + other.calls);
    }
}
