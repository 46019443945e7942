package io.ape4j.model.pipeline;

import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A model that is asked only as many requests at once as it bears, in the order in which they came: the limit grows by
 * one a round while all goes well (at first by one an answer) and shrinks by a third when the server refuses.
 *
 * <p>It stands between retries and budget, so that every attempt passes it and none waits here with a reservation.
 * Interrupting a thread ends its wait for its turn; a request that was sent is always waited for, so that what is paid
 * for gets journaled.
 */
public final class Limited implements LanguageModel {
    private static final double FIRST_LIMIT = 8;
    private static final double DECREASE = 2.0 / 3;

    private final LanguageModel model;
    private final int most;
    private final ExecutorService senders = Pools.threads("ape4j-sender");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Object> queue = new ArrayDeque<>();
    private double limit;
    private boolean everRefused;
    private int atWork;
    private long sent;
    private long sentAtDecrease;

    /**
     * A model with a limit.
     *
     * @param concurrency the user's limit; the model's own may be lower
     */
    public Limited(LanguageModel model, int concurrency) {
        this.model = model;
        this.most = Math.min(concurrency, model.maxConcurrency());
        if (most < 1) {
            throw new IllegalArgumentException("concurrency must be at least 1, was " + most);
        }
        this.limit = Math.min(FIRST_LIMIT, most);
    }

    @Override
    public Answer answer(Request request) {
        final long number = awaitTurn();
        boolean answered = false;
        boolean refused = false;
        try {
            final Answer answer = waitFor(senders.submit(() -> model.answer(request)));
            answered = true;
            return answer;
        } catch (ModelException.Transient e) {
            refused = e.refused();
            throw e;
        } finally {
            finished(number, answered, refused);
        }
    }

    /** How many requests it sends at once at present. */
    public int limit() {
        lock.lock();
        try {
            return (int) limit;
        } finally {
            lock.unlock();
        }
    }

    private long awaitTurn() {
        final Object me = new Object();
        lock.lock();
        try {
            queue.add(me);
            while (queue.peek() != me || atWork >= (int) limit) {
                changed.await();
            }
            atWork++;
            return ++sent;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted before the request was sent");
        } finally {
            queue.remove(me);
            changed.signalAll();
            lock.unlock();
        }
    }

    private void finished(long number, boolean answered, boolean refused) {
        lock.lock();
        try {
            // Where fewer are asked than may be, nothing is learnt about more.
            final boolean atLimit = atWork >= (int) limit;
            atWork--;
            if (answered && atLimit) {
                limit = Math.min(most, limit + (everRefused ? 1 / limit : 1));
            } else if (refused && number > sentAtDecrease) {
                // Those sent before the limit shrank say nothing about the new one.
                limit = Math.max(1, limit * DECREASE);
                sentAtDecrease = sent;
                everRefused = true;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static Answer waitFor(Future<Answer> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public ModelIdentity identity() {
        return model.identity();
    }

    @Override
    public int contextTokens() {
        return model.contextTokens();
    }

    @Override
    public int maxConcurrency() {
        return most;
    }

    /** Gives its threads back. The model stays open: other roles may share it, and who opened it closes it. */
    @Override
    public void close() {
        senders.shutdown();
    }
}
