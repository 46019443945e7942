package io.ape4j.model.pipeline;

import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.CallLog.Phase;
import io.ape4j.model.CallLog.Reservation;
import io.ape4j.model.CallLog.Settlement;
import io.ape4j.model.CallLog.Spent;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The ledger that guards: every attempt at a server, of all roles, is reserved at its upper bound before it is sent and
 * settled at what it used. What reservations and settlements add up to never exceeds the caps of the phase.
 *
 * <p>Both are journaled, so that a resumed run goes on from what was spent; an attempt whose settlement a crash lost
 * stays at its upper bound. Safe for use from many threads.
 */
public final class SpendingLedger {
    private final CallLog log;
    private final Map<Phase, Caps> caps = new EnumMap<>(Phase.class);
    private final LongSupplier nanoTime;
    private final long startNanos;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settledOne = lock.newCondition();
    private final Map<Phase, Spent> spent = new EnumMap<>(Phase.class);
    private final Map<Phase, Spent> inFlight = new EnumMap<>(Phase.class);
    private Phase phase = Phase.SEARCH;
    private long attempts;

    /** A ledger that starts with what the log has, in the phase {@link Phase#SEARCH}. */
    public SpendingLedger(CallLog log, Caps search, Caps confirmation) {
        this(log, search, confirmation, System::nanoTime);
    }

    /**
     * As above with a clock.
     *
     * @param nanoTime like {@link System#nanoTime()}; the wall-clock cap counts from now
     */
    public SpendingLedger(CallLog log, Caps search, Caps confirmation, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        caps.put(Phase.SEARCH, search);
        caps.put(Phase.CONFIRMATION, confirmation);
        for (final Phase each : Phase.values()) {
            spent.put(each, log.spent(each));
            inFlight.put(each, Spent.NOTHING);
        }
        attempts = spent.values().stream().mapToLong(Spent::calls).sum();
    }

    /** From now on attempts are paid from this phase's caps. */
    public void enter(Phase next) {
        lock.lock();
        try {
            phase = next;
        } finally {
            lock.unlock();
        }
    }

    /** Sets other caps, for example when the cost of the confirmation has become known. */
    public void limit(Phase which, Caps limits) {
        lock.lock();
        try {
            caps.put(which, limits);
            settledOne.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether any phase has a limit of money. */
    public boolean limitsMoney() {
        lock.lock();
        try {
            return caps.values().stream().anyMatch(limits -> limits.cost().isPresent());
        } finally {
            lock.unlock();
        }
    }

    /** What settled attempts of a phase used, those of earlier processes included. */
    public Spent spent(Phase which) {
        lock.lock();
        try {
            return spent.getOrDefault(which, Spent.NOTHING);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the time limit of the present phase has passed. */
    public boolean outOfTime() {
        lock.lock();
        try {
            final Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - startNanos);
            return limits().wallClock()
                    .filter(limit -> elapsed.compareTo(limit) >= 0)
                    .isPresent();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reserves one attempt at its upper bound and journals it. Waits while only attempts in flight stand in the way.
     *
     * @throws ModelException.BudgetExhausted if it can't fit, whatever those in flight turn out to use
     * @throws ModelException.Interrupted if the thread was interrupted before anything was reserved
     */
    public Reservation reserve(CallKey key, ModelRole role, long tokens, BigDecimal cost) {
        final Reservation reservation = take(key, role, tokens, cost);
        try {
            log.reserve(reservation);
        } catch (RuntimeException e) {
            lock.lock();
            try {
                inFlight.merge(reservation.phase(), reservation.bound(), Spent::minus);
                settledOne.signalAll();
            } finally {
                lock.unlock();
            }
            throw e;
        }
        return reservation;
    }

    /** Settles an attempt at what it used. It counts as a call whatever became of it. */
    public void settle(Reservation reservation, long tokens, BigDecimal cost) {
        try {
            log.settle(new Settlement(reservation.attempt(), tokens, cost));
        } finally {
            lock.lock();
            try {
                inFlight.merge(reservation.phase(), reservation.bound(), Spent::minus);
                spent.merge(reservation.phase(), new Spent(1, tokens, cost), Spent::plus);
                settledOne.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private Reservation take(CallKey key, ModelRole role, long tokens, BigDecimal cost) {
        lock.lock();
        try {
            final Spent wanted = new Spent(1, tokens, cost);
            while (true) {
                refuseIfNeverFits(wanted);
                final Spent taken = spent(phase).plus(inFlight.getOrDefault(phase, Spent.NOTHING));
                if (exceeded(taken.plus(wanted)).isEmpty()) {
                    break;
                }
                settledOne.await();
            }
            inFlight.merge(phase, wanted, Spent::plus);
            attempts++;
            return new Reservation(Long.toString(attempts), phase, key, role, tokens, cost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while waiting for room in the budget");
        } finally {
            lock.unlock();
        }
    }

    /** What was spent never comes back, so that there is nothing to wait for if it alone leaves no room. */
    private void refuseIfNeverFits(Spent wanted) {
        if (outOfTime()) {
            throw new ModelException.BudgetExhausted("the time limit has passed; resume the run to go on");
        }
        final Spent known = spent(phase);
        exceeded(known.plus(wanted)).ifPresent(limit -> {
            throw new ModelException.BudgetExhausted("a further call might exceed " + limit + ": " + known.calls()
                    + " calls, " + known.tokens() + " tokens and $"
                    + known.cost().toPlainString()
                    + " are spent, and it may take up to " + wanted.tokens() + " tokens and $"
                    + wanted.cost().toPlainString() + "; resume with a higher limit to go on");
        });
    }

    private Optional<String> exceeded(Spent total) {
        return limits().exceededBy(total.calls(), total.tokens(), total.cost());
    }

    private Caps limits() {
        return caps.getOrDefault(phase, Caps.NONE);
    }
}
