package io.ape4j.model.pipeline;

import io.ape4j.model.Call;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelException;
import io.ape4j.model.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks many requests at once and hands the answers over in request order, so that what is made of them never depends on
 * the order in which they came. How many a model really bears at once is for {@link Limited} to find out.
 *
 * <p>A failure, and interruption of the thread that waits, stop it: it takes no new work, ends the waits of what is not
 * sent yet (after a failure: of what comes behind it in request order), lets what was sent come to its end (and into
 * the journal), and then throws the failure that is first in request order. Its memory is bounded by the concurrency, not by the number of requests. It may be
 * used by several threads.
 */
public final class Dispatcher implements AutoCloseable {
    /** How far answers may run ahead of the oldest that is missing, in multiples of the concurrency. */
    private static final int WINDOW = 4;

    private final int concurrency;
    private final ExecutorService threads = Pools.threads("ape4j-call");

    /** One request and the pipeline that answers it. */
    public record Ask(Caller caller, Request request) {
        public Ask {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(request, "request");
        }
    }

    public Dispatcher(int concurrency) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, was " + concurrency);
        }
        this.concurrency = concurrency;
    }

    /** The answers in the order of the requests; see {@link #answer(Iterator, Consumer)}. */
    public List<Call> answer(List<Ask> asks) {
        final List<Call> calls = new ArrayList<>(asks.size());
        answer(asks.iterator(), calls::add);
        return calls;
    }

    /**
     * Asks all requests; hands each answer, on the calling thread, to {@code inOrder} as soon as all before it are there.
     *
     * @throws ModelException.Interrupted if this thread was interrupted; its interruption is thereby dealt with
     * @throws ModelException or {@link java.io.UncheckedIOException}: the first failure in request order, after all
     *     answers before it were handed over
     */
    public void answer(Iterator<Ask> asks, Consumer<Call> inOrder) {
        new Dispatch(asks, inOrder).run();
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    /** A request that was taken. */
    private static final class Slot {
        private @Nullable Thread worker;
        private boolean stopped;
        private @Nullable Call call;
        private @Nullable Throwable failure;

        boolean isDone() {
            return call != null || failure != null;
        }
    }

    private final class Dispatch {
        private final Iterator<Ask> asks;
        private final Consumer<Call> inOrder;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition finished = lock.newCondition();
        private final Deque<Slot> window = new ArrayDeque<>();
        private int running;
        private boolean failed;

        Dispatch(Iterator<Ask> asks, Consumer<Call> inOrder) {
            this.asks = asks;
            this.inOrder = inOrder;
        }

        void run() {
            boolean interrupted = false;
            try {
                while (takeMore()) {
                    handOver();
                    awaitProgress();
                }
            } catch (InterruptedException e) {
                interrupted = true;
            } finally {
                interrupted = drain(interrupted);
            }
            handOver();
            if (interrupted) {
                throw new ModelException.Interrupted("interrupted; what was sent is in the journal");
            }
            throwFirstFailure();
        }

        /** Starts requests while there is room; false when there is nothing left to take or to wait for. */
        private boolean takeMore() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            lock.lock();
            try {
                while (!failed && running < concurrency && window.size() < WINDOW * concurrency && asks.hasNext()) {
                    start(asks.next());
                }
                return !failed && !window.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        private void start(Ask ask) {
            final Slot slot = new Slot();
            window.add(slot);
            running++;
            threads.execute(() -> work(ask, slot));
        }

        private void work(Ask ask, Slot slot) {
            @Nullable Call call = null;
            @Nullable Throwable failure = null;
            try {
                begin(slot);
                call = ask.caller().call(ask.request());
            } catch (Throwable e) {
                failure = e;
            }
            lock.lock();
            try {
                slot.worker = null;
                slot.call = call;
                slot.failure = failure;
                failed |= failure != null;
                running--;
                finished.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private void begin(Slot slot) {
            lock.lock();
            try {
                if (slot.stopped) {
                    throw new ModelException.Interrupted("stopped before the request was sent");
                }
                slot.worker = Thread.currentThread();
            } finally {
                lock.unlock();
            }
        }

        private void handOver() {
            for (Call next = pollDone(); next != null; next = pollDone()) {
                inOrder.accept(next);
            }
        }

        private @Nullable Call pollDone() {
            lock.lock();
            try {
                final Slot head = window.peek();
                if (head == null || head.call == null) {
                    return null;
                }
                window.remove();
                return head.call;
            } finally {
                lock.unlock();
            }
        }

        /** Waits until something can be handed over, or taken, or has failed. */
        private void awaitProgress() throws InterruptedException {
            lock.lock();
            try {
                while (!failed && !window.isEmpty() && !window.element().isDone() && !canTake()) {
                    finished.await();
                }
            } finally {
                lock.unlock();
            }
        }

        private boolean canTake() {
            return running < concurrency && window.size() < WINDOW * concurrency && asks.hasNext();
        }

        /** Waits for all that was taken, having told what is not wanted any more; returns whether interrupted. */
        private boolean drain(boolean interruptedBefore) {
            boolean interrupted = interruptedBefore;
            lock.lock();
            try {
                stop(interrupted);
                while (running > 0) {
                    try {
                        finished.await();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                    stop(interrupted);
                }
                return interrupted;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Ends the waits of all, or of those behind the first failure. Those before it go on, so that how far a run came
         * does not depend on how much was under way at once.
         */
        private void stop(boolean all) {
            boolean unwanted = all;
            for (final Slot slot : window) {
                if (unwanted && !slot.stopped && !slot.isDone()) {
                    slot.stopped = true;
                    if (slot.worker != null) {
                        slot.worker.interrupt();
                    }
                }
                unwanted |= slot.failure != null;
            }
        }

        private void throwFirstFailure() {
            for (final Slot slot : window) {
                if (slot.failure instanceof RuntimeException failure) {
                    throw failure;
                }
                if (slot.failure instanceof Error failure) {
                    throw failure;
                }
            }
        }
    }
}
