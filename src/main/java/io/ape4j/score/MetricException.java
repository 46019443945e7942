package io.ape4j.score;

import org.jspecify.annotations.Nullable;

/**
 * A metric that could not do its work: its program hung, crashed or flooded, or its score was no number in [0, 1]. Never
 * the fault of an answer; the run stops and can be resumed once the metric is mended. The message names the metric and
 * what happened.
 */
public final class MetricException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MetricException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
