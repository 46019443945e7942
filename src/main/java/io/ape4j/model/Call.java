package io.ape4j.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * One answered {@link Request}.
 *
 * @param key cache key, see {@link CallKey}
 * @param cost of the attempt that brought the answer, in US dollars; 0 for local models. An answer from the cache
 *     keeps what it cost when it was bought
 * @param latency of that attempt; 0 if unknown
 * @param source where this run has it from
 */
public record Call(
        CallKey key, ModelRole role, Request request, Answer answer, BigDecimal cost, Duration latency, Source source) {

    /** Where a run has an answer from. */
    public enum Source {
        /** This run asked the model. */
        BOUGHT,
        /** An earlier run's answer, from the cache. */
        CACHED,
        /** Already in this run's journal: resumed or replayed. */
        JOURNALED
    }

    public Call {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(latency, "latency");
        Objects.requireNonNull(source, "source");
    }

    public Call from(Source other) {
        return new Call(key, role, request, answer, cost, latency, other);
    }
}
