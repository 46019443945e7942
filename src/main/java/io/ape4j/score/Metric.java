package io.ape4j.score;

import io.ape4j.model.asking.Asking;
import io.ape4j.task.Example;

/**
 * Scores an answer against an example. Immutable, safe for use from many threads, without side effects on what it
 * scores; the same answer to the same example always scores the same.
 *
 * <p>Failures: a bad answer is a low score. A metric that can't do its work (its program hangs, its score is no number)
 * throws a {@link MetricException}. Few metrics hold anything to close; whoever makes a metric closes it all the same.
 */
public interface Metric extends AutoCloseable {
    /** Name and version, e.g. {@code exact-match/1}: a change of the version makes old runs refuse to resume. */
    String identity();

    /**
     * Scores {@code answer}, which is what the model said, whole. Metrics that need a judge ask it through the result.
     */
    Asking<Score> score(Example example, String answer);

    /** Whether scores are always 0 or 1, so that the exact McNemar test applies. */
    default boolean isBinary() {
        return false;
    }

    /** How the scores of many examples add up to one. */
    default Aggregate aggregate() {
        return Aggregate.MEAN;
    }

    /** Ends what the metric keeps running, if anything. */
    @Override
    default void close() {}
}
