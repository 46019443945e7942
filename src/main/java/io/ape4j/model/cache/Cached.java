package io.ape4j.model.cache;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.store.StoredAnswer;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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
    private final AtomicReference<@Nullable UncheckedIOException> broken = new AtomicReference<>();

    public Cached(AnswerCache cache, CacheMode mode, ModelIdentity identity, ModelRole role, Caller next) {
        this.cache = Objects.requireNonNull(cache, "cache");
        this.mode = Objects.requireNonNull(mode, "mode");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.role = Objects.requireNonNull(role, "role");
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public Call call(Request request) {
        refuseBrokenStore();
        if (mode == CacheMode.OFF || (!identity.shareable() && mode != CacheMode.ONLY)) {
            return next.call(request);
        }
        final CallKey key = CallKey.of(identity, request);
        return switch (mode) {
            case REFRESH -> refresh(key, request);
            case ONLY -> only(key, request);
            default -> use(key, request);
        };
    }

    private Call use(CallKey key, Request request) {
        final Call[] bought = new Call[1];
        final StoredAnswer answer;
        try {
            answer = cache.get(key, () -> {
                final Call call = next.call(request);
                bought[0] = call;
                return StoredAnswer.of(call);
            });
        } catch (UncheckedIOException e) {
            return kept(bought[0], e);
        }
        return bought[0] != null ? bought[0] : answer.toCall(key, role, request, Call.Source.CACHED);
    }

    private Call refresh(CallKey key, Request request) {
        final Call call = next.call(request);
        try {
            cache.put(key, StoredAnswer.of(call));
        } catch (UncheckedIOException e) {
            return kept(call, e);
        }
        return call;
    }

    /** What was bought goes on into the journal, whatever became of the store; the next call says what is wrong. */
    private Call kept(@Nullable Call bought, UncheckedIOException failure) {
        if (bought == null) {
            throw failure;
        }
        broken.compareAndSet(null, failure);
        return bought;
    }

    private void refuseBrokenStore() {
        final UncheckedIOException failure = broken.get();
        if (failure != null) {
            throw new UncheckedIOException(failure.getMessage(), failure.getCause());
        }
    }

    private Call only(CallKey key, Request request) {
        return cache.find(key)
                .map(found -> found.toCall(key, role, request, Call.Source.CACHED))
                .orElseThrow(() -> new ModelException.NotRecorded("the cache holds no answer of the " + role.fileName()
                        + " to: " + request.excerpt() + ", and no model may be asked"));
    }
}
