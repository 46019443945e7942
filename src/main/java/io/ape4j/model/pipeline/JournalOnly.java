package io.ape4j.model.pipeline;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.store.StoredAnswer;
import java.util.Objects;

/** The whole pipeline of a replay: what the journal does not hold is {@link ModelException.NotRecorded}. */
public final class JournalOnly implements Caller {
    private final CallLog log;
    private final ModelIdentity identity;
    private final ModelRole role;

    public JournalOnly(CallLog log, ModelIdentity identity, ModelRole role) {
        this.log = Objects.requireNonNull(log, "log");
        this.identity = Objects.requireNonNull(identity, "identity");
        this.role = Objects.requireNonNull(role, "role");
    }

    @Override
    public Call call(Request request) {
        final CallKey key = CallKey.of(identity, request);
        return log.find(key)
                .map(found -> StoredAnswer.of(found).toCall(key, role, request, Call.Source.JOURNALED))
                .orElseThrow(() -> new ModelException.NotRecorded("the journal holds no answer of the "
                        + role.fileName() + " to: " + request.excerpt()
                        + ". The run was recorded by another version, task or config, or ended before"));
    }
}
