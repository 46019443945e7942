package io.ape4j.run;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A log that lasts as long as its process: for what is small and can be asked again. */
final class MemoryLog implements CallLog {
    private final Map<CallKey, Call> calls = new ConcurrentHashMap<>();

    @Override
    public Optional<Call> find(CallKey key) {
        return Optional.ofNullable(calls.get(key)).map(call -> call.from(Call.Source.JOURNALED));
    }

    @Override
    public void append(Call call) {
        calls.putIfAbsent(call.key(), call);
    }

    @Override
    public void reserve(Reservation reservation) {
        // The spending ledger counts; nobody resumes this.
    }

    @Override
    public void settle(Settlement settlement) {
        // as above
    }
}
