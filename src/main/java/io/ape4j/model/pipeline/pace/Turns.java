package io.ape4j.model.pipeline.pace;

import io.ape4j.model.ModelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Lets the requests to one model through in the order in which they came, as many at once and as fast as its
 * {@link Pace} says. All roles that a model has share its turns.
 */
public final class Turns {
    private final Pace pace;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> queue = new ArrayDeque<>();

    /** A request that may be sent now; exactly one of its methods is to be called, once, when it has ended. */
    public final class Turn {
        private final long number;
        private final long begun;

        private Turn(long number, long begun) {
            this.number = number;
            this.begun = begun;
        }

        public void answered() {
            end(now -> pace.answered(now, Math.max(1, now - begun), !queue.isEmpty()));
        }

        /** The server has too many requests, and asks to wait so long, if it says. */
        public void refused(Optional<Duration> retryAfter) {
            end(now -> pace.refused(now, number, retryAfter));
        }

        /** Anything else. */
        public void failed() {
            end(now -> pace.ended());
        }
    }

    private interface Ending {
        void at(long now);
    }

    /**
     * Turns at a model that nothing is known of yet.
     *
     * @param most requests at once that are never exceeded
     * @param nanoTime a clock in nanoseconds that never goes back
     */
    public Turns(int most, LongSupplier nanoTime) {
        this.pace = new Pace(most);
        this.nanoTime = nanoTime;
    }

    /**
     * Waits for a turn.
     *
     * @throws ModelException.Interrupted if the thread is interrupted before it has one
     */
    public Turn take() {
        final Object me = new Object();
        lock.lock();
        try {
            queue.add(me);
            await(me);
            final long now = nanoTime.getAsLong();
            return new Turn(pace.send(now), now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted before the request was sent");
        } finally {
            queue.remove(me);
            changed.signalAll();
            lock.unlock();
        }
    }

    /** How many requests are sent at once at present. */
    public int atOnce() {
        lock.lock();
        try {
            return pace.atOnce();
        } finally {
            lock.unlock();
        }
    }

    private void await(Object me) throws InterruptedException {
        while (true) {
            final long wait = queue.peek() == me ? pace.waitNanos(nanoTime.getAsLong()) : Long.MAX_VALUE;
            if (wait == 0) {
                return;
            }
            if (wait == Long.MAX_VALUE) {
                changed.await();
            } else {
                changed.awaitNanos(wait);
            }
        }
    }

    private void end(Ending ending) {
        lock.lock();
        try {
            ending.at(nanoTime.getAsLong());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
