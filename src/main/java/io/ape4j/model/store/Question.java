package io.ape4j.model.store;

import io.ape4j.model.CallKey;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import java.util.Objects;

/**
 * What a {@link CallKey} stands for: a request, and the model that it is put to.
 *
 * @param key of the two; see {@link #of}
 */
public record Question(CallKey key, ModelIdentity model, Request request) {
    public Question {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(request, "request");
    }

    /** This request to this model, under the key that belongs to it. */
    public static Question of(ModelIdentity model, Request request) {
        return new Question(CallKey.of(model, request), model, request);
    }
}
