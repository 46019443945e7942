package io.ape4j.model;

/**
 * The seam to one model. One call is one attempt at the model: no retries, no cache inside.
 *
 * <p>Contract: safe for use from many threads; blocks until the answer is there; interruption ends the wait with an
 * {@link ModelException.Interrupted}. An example's own failure is an {@link Answer} with a failing
 * {@link Answer.Finish}; everything else that goes wrong is a {@link ModelException}, split by what the caller can do.
 */
public interface LanguageModel extends AutoCloseable {
    /** What an answer depends on beside the request. Constant over the life of this object. */
    ModelIdentity identity();

    /**
     * Asks once.
     *
     * @throws ModelException.Transient if trying again may help
     * @throws ModelException.Rejected if somebody has to change something first
     * @throws ModelException.Interrupted if the thread was interrupted
     */
    Answer answer(Request request);

    /**
     * Whether it answers {@link Request.Kind#SCORE_CONTINUATION} with the natural-log probability of each token of the
     * continuation. Asked before a search that needs it begins, so that none stops in its midst.
     */
    default boolean scoresContinuations() {
        return false;
    }

    /** Most tokens that prompt and answer may have together; {@link Integer#MAX_VALUE} if unknown. */
    default int contextTokens() {
        return Integer.MAX_VALUE;
    }

    /** How many requests it can work on at once with profit; where the adaptive concurrency starts to be capped. */
    default int maxConcurrency() {
        return Integer.MAX_VALUE;
    }

    @Override
    void close();
}
