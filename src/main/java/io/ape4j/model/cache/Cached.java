package io.ape4j.model.cache;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.store.Question;
import io.ape4j.model.store.StoredAnswer;
import java.util.Objects;

/**
 * The layer that shares answers between runs and processes, through one {@link AnswerCache}. Models whose identity is
 * not shareable pass it by. Failing answers are answers and are kept; exceptions never are.
 */
public final class Cached implements Caller {
    private final AnswerCache cache;
    private final CacheMode mode;
    private final ModelIdentity identity;
    private final ModelRole role;
    private final Caller next;

    public Cached(AnswerCache cache, CacheMode mode, ModelIdentity identity, ModelRole role, Caller next) {
        this.cache = Objects.requireNonNull(cache, "cache");
        this.mode = Objects.requireNonNull(mode, "mode");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.role = Objects.requireNonNull(role, "role");
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public Call call(Request request) {
        if (mode == CacheMode.OFF || (!identity.shareable() && mode != CacheMode.ONLY)) {
            return next.call(request);
        }
        final Question question = Question.of(identity, request);
        return switch (mode) {
            case REFRESH -> refresh(question);
            case ONLY -> only(question.key(), request);
            default -> use(question);
        };
    }

    private Call use(Question question) {
        final Call[] bought = new Call[1];
        final StoredAnswer answer = cache.get(question, () -> {
            final Call call = next.call(question.request());
            bought[0] = call;
            return StoredAnswer.of(call);
        });
        return bought[0] != null
                ? bought[0]
                : answer.toCall(question.key(), role, question.request(), Call.Source.CACHED);
    }

    private Call refresh(Question question) {
        final Call call = next.call(question.request());
        cache.put(question, StoredAnswer.of(call));
        return call;
    }

    private Call only(CallKey key, Request request) {
        return cache.find(key)
                .map(found -> found.toCall(key, role, request, Call.Source.CACHED))
                .orElseThrow(() -> new ModelException.NotRecorded("the cache holds no answer of the " + role.fileName()
                        + " to: " + request.excerpt() + ", and no model may be asked"));
    }
}
