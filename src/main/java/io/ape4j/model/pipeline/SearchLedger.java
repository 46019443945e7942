package io.ape4j.model.pipeline;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.store.KeyIndex;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The ledger that steers: each distinct request of the run counts once, in request order, at its recorded usage,
 * whether it was bought, cached or journaled. The loop reads no other counter, so that a run takes the same way whatever
 * the cache holds.
 *
 * <p>For one thread, that of the loop. Looks at no clock: of the caps it ignores {@link Caps#wallClock()}.
 */
public final class SearchLedger {
    private Caps caps;
    private final KeyIndex counted = new KeyIndex();
    private final Map<ModelRole, Totals> byRole = new EnumMap<>(ModelRole.class);
    private Totals total = Totals.NOTHING;
    private boolean cut;

    /**
     * A request that the loop would like to ask next.
     *
     * @param tokens upper bound of input and output
     * @param cost upper bound in US dollars; 0 if the price is unknown
     */
    public record Planned(CallKey key, long tokens, BigDecimal cost) {
        public Planned {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(cost, "cost");
        }

        public static Planned of(ModelIdentity identity, Request request, Optional<Price> price) {
            final Usage bound = UpperBound.of(request);
            return new Planned(
                    CallKey.of(identity, request),
                    bound.totalTokens(),
                    price.map(known -> known.cost(bound)).orElse(BigDecimal.ZERO));
        }
    }

    /**
     * A sum over distinct requests.
     *
     * @param calls distinct requests
     * @param tokens input and output
     * @param cost in US dollars, as when they were bought
     * @param bought of these, asked of a model by this invocation
     * @param cached of these, from the cache
     * @param journaled of these, from the run's journal
     */
    public record Totals(long calls, long tokens, BigDecimal cost, long bought, long cached, long journaled) {
        public static final Totals NOTHING = new Totals(0, 0, BigDecimal.ZERO, 0, 0, 0);

        private static Totals of(Call call) {
            return new Totals(
                    1,
                    call.answer().usage().totalTokens(),
                    call.cost(),
                    call.source() == Call.Source.BOUGHT ? 1 : 0,
                    call.source() == Call.Source.CACHED ? 1 : 0,
                    call.source() == Call.Source.JOURNALED ? 1 : 0);
        }

        public Totals plus(Totals other) {
            return new Totals(
                    calls + other.calls,
                    tokens + other.tokens,
                    cost.add(other.cost),
                    bought + other.bought,
                    cached + other.cached,
                    journaled + other.journaled);
        }

        /** What was added since {@code earlier}, a sum that this one goes on from. */
        public Totals minus(Totals earlier) {
            return new Totals(
                    calls - earlier.calls,
                    tokens - earlier.tokens,
                    cost.subtract(earlier.cost),
                    bought - earlier.bought,
                    cached - earlier.cached,
                    journaled - earlier.journaled);
        }
    }

    public SearchLedger(Caps caps) {
        this.caps = Objects.requireNonNull(caps, "caps");
    }

    /**
     * How many of these, in order, may be asked now. Requests that were asked before, or are equal to an earlier one of
     * the list, take nothing.
     *
     * @return between 0 and the size of the list. If it is less, more may fit once these were settled below their upper
     *     bounds; if nothing fits, the budget is {@link #exhausted()}
     */
    public int admit(List<Planned> batch) {
        long calls = total.calls();
        long tokens = total.tokens();
        BigDecimal cost = total.cost();
        final Set<CallKey> fresh = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            final Planned planned = batch.get(i);
            if (isCounted(planned.key()) || !fresh.add(planned.key())) {
                continue;
            }
            calls++;
            tokens += planned.tokens();
            cost = cost.add(planned.cost());
            if (caps.exceededBy(calls, tokens, cost).isPresent()) {
                cut |= i == 0;
                return i;
            }
        }
        return batch.size();
    }

    /** Sets other caps from here on. */
    public void limit(Caps limits) {
        caps = Objects.requireNonNull(limits, "limits");
        cut = false;
    }

    /** Counts an answer; to be called in request order. */
    public void settle(Call call) {
        if (counted.putIfAbsent(call.key(), 0)) {
            final Totals one = Totals.of(call);
            total = total.plus(one);
            byRole.merge(call.role(), one, Totals::plus);
        }
    }

    /** Whether this request was counted: asking it again takes nothing. */
    public boolean isCounted(CallKey key) {
        return counted.get(key) != KeyIndex.ABSENT;
    }

    /**
     * How many more distinct requests of this role the caps allow, if they take on average what those of the role took
     * so far, executor and judge together (or, before the first, those of all roles). The cap of calls is exact; without caps it is
     * {@link Long#MAX_VALUE}.
     */
    public long remainingCalls(ModelRole role) {
        final Totals ofRole = role == ModelRole.PROPOSER ? total(role) : scoring();
        final Totals known = ofRole.calls() > 0 ? ofRole : total;
        long most = caps.calls().isPresent() ? caps.calls().getAsLong() - total.calls() : Long.MAX_VALUE;
        if (caps.tokens().isPresent() && known.tokens() > 0) {
            final long left = caps.tokens().getAsLong() - total.tokens();
            most = Math.min(most, (long) ((double) left * known.calls() / known.tokens()));
        }
        if (caps.cost().isPresent() && known.cost().signum() > 0) {
            final BigDecimal left = caps.cost().get().subtract(total.cost());
            most = Math.min(
                    most,
                    left.multiply(BigDecimal.valueOf(known.calls()))
                            .divideToIntegralValue(known.cost())
                            .min(BigDecimal.valueOf(Long.MAX_VALUE))
                            .longValue());
        }
        return Math.max(0, most);
    }

    /** Executor and judge together: a score may take requests of both. */
    private Totals scoring() {
        return total(ModelRole.EXECUTOR).plus(total(ModelRole.JUDGE));
    }

    /** As many as were counted and {@link #remainingCalls} together. */
    public long mostCalls(ModelRole role) {
        final long remaining = remainingCalls(role);
        return remaining == Long.MAX_VALUE ? Long.MAX_VALUE : total.calls() + remaining;
    }

    /** Whether a request had to be refused, or nothing is left of a cap. */
    public boolean exhausted() {
        return cut
                || caps.exceededBy(total.calls() + 1, total.tokens() + 1, total.cost())
                        .isPresent();
    }

    public Totals total() {
        return total;
    }

    public Totals total(ModelRole role) {
        return byRole.getOrDefault(role, Totals.NOTHING);
    }

    public Caps caps() {
        return caps;
    }
}
