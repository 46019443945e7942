package io.ape4j;

import io.ape4j.model.Call;
import io.ape4j.search.SearchListener;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ends a search, or a measurement, in order and from any thread: what is in flight is still recorded, the best so far is
 * exported as {@code unconfirmed}, and the run can be resumed. A measurement ends with an exception; what it has bought is
 * in the cache. For one use.
 *
 * <p>The thread that searches is interrupted only while it waits for models, never while it writes files, because
 * interrupting a thread at work on a channel closes that channel.
 */
public final class Cancellation {
    private final ReentrantLock lock = new ReentrantLock();
    private int awaited;
    private boolean requested;
    private @Nullable Thread thread;

    /**
     * Asks for the end; returns at once.
     *
     * @return whether nobody had asked before
     */
    public boolean cancel() {
        lock.lock();
        try {
            final boolean first = !requested;
            requested = true;
            if (awaited > 0 && thread != null) {
                thread.interrupt();
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@link #cancel} was called. */
    public boolean isRequested() {
        lock.lock();
        try {
            return requested;
        } finally {
            lock.unlock();
        }
    }

    /** Runs something on this thread that ends by itself when the thread is interrupted, such as fetching a model. */
    public void whileWaiting(Runnable action) {
        isOn(Thread.currentThread());
        await(1);
        try {
            action.run();
        } finally {
            await(-1);
        }
    }

    /** Hears when this thread waits for models, and passes everything on. */
    SearchListener over(SearchListener next) {
        isOn(Thread.currentThread());
        return new SearchListener.Forwarding(next) {
            @Override
            public void asking(int requests) {
                super.asking(requests);
                await(requests);
            }

            @Override
            public void answered(Call call) {
                await(-1);
                super.answered(call);
            }
        };
    }

    private void isOn(Thread searching) {
        lock.lock();
        try {
            thread = searching;
        } finally {
            lock.unlock();
        }
    }

    private void await(int more) {
        lock.lock();
        try {
            awaited = Math.max(0, awaited + more);
            if (awaited == 0) {
                // Too late for the wait; the next one hears of it.
                Thread.interrupted();
            } else if (requested && more > 0) {
                Thread.currentThread().interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
