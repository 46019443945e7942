package io.ape4j.score.likelihood;

import io.ape4j.model.ModelException;
import io.ape4j.score.Metric;

/** Whether the executor can do what a metric needs: found out before the first call. */
public final class Capability {
    private Capability() {}

    /**
     * Refuses a metric of likelihood where nobody tells log-probabilities.
     *
     * @param scores whether the executor {@link io.ape4j.model.LanguageModel#scoresContinuations() does}
     * @param executor its name
     * @throws ModelException.Rejected that says what to do
     */
    public static void check(Metric metric, boolean scores, String executor) {
        if (metric.likelihood().isPresent() && !scores) {
            final String identity = metric.identity();
            throw new ModelException.Rejected(
                    "the metric " + identity.substring(0, identity.indexOf('/')) + " needs log-probabilities of given"
                            + " answers, which " + executor + " does not tell: take an embedded model, or say with"
                            + " --scoring, or scoring in the search config, that its server is a llama-server or vllm;"
                            + " or take a metric that reads the answer",
                    null);
        }
    }
}
