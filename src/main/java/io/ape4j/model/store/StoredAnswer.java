package io.ape4j.model.store;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;

/**
 * An answer as runs share it: without the request, which the key stands for.
 *
 * @param cost what it cost when it was bought, in US dollars
 * @param latency of the attempt that brought it
 */
public record StoredAnswer(Answer answer, BigDecimal cost, Duration latency) {
    public StoredAnswer {
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(latency, "latency");
    }

    public static StoredAnswer of(Call call) {
        return new StoredAnswer(call.answer(), call.cost(), call.latency());
    }

    /** This answer as the answer to a request that was just asked. */
    public Call toCall(CallKey key, ModelRole role, Request request, Call.Source source) {
        return new Call(key, role, request, answer, cost, latency, source);
    }
}
