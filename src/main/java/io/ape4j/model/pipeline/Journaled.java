package io.ape4j.model.pipeline;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.store.StoredAnswer;
import java.util.Objects;
import java.util.Optional;

/**
 * The outermost layer: an answer is in the run's own journal before it is used, and what is there is not asked again.
 * Equal requests that are under way at once are asked once.
 */
public final class Journaled implements Caller {
    private final CallLog log;
    private final SingleFlight flights;
    private final ModelIdentity identity;
    private final ModelRole role;
    private final Caller next;

    /**
     * A layer for one role.
     *
     * @param flights shared by all roles of the run, since two roles may be one model
     */
    public Journaled(CallLog log, SingleFlight flights, ModelIdentity identity, ModelRole role, Caller next) {
        this.log = Objects.requireNonNull(log, "log");
        this.flights = Objects.requireNonNull(flights, "flights");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.role = Objects.requireNonNull(role, "role");
        this.next = Objects.requireNonNull(next, "next");
    }

    @Override
    public Call call(Request request) {
        final CallKey key = CallKey.of(identity, request);
        while (true) {
            final Optional<Call> call = recorded(key, request).or(() -> flights.ask(key, () -> ask(key, request)));
            if (call.isPresent()) {
                return call.get();
            }
        }
    }

    private Call ask(CallKey key, Request request) {
        // Another thread may have finished between the first look and the start of this flight.
        return recorded(key, request).orElseGet(() -> {
            final Call call = next.call(request);
            log.append(call);
            return call;
        });
    }

    private Optional<Call> recorded(CallKey key, Request request) {
        return log.find(key).map(found -> StoredAnswer.of(found).toCall(key, role, request, Call.Source.JOURNALED));
    }
}
