package io.ape4j.report.live;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The newest edition of a page, for many readers: who is slow gets the newest, not all that came between. */
final class Latest {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Edition edition = new Edition(0, "", false);

    /**
     * One state of the page.
     *
     * @param number from 1; 0 as long as there is none
     * @param last whether none will follow
     */
    record Edition(long number, String html, boolean last) {}

    void publish(String html, boolean last) {
        lock.lock();
        try {
            edition = new Edition(edition.number() + 1, html, last);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The newest edition, once it is newer than this one. */
    Edition after(long number) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (edition.number() <= number) {
                changed.await();
            }
            return edition;
        } finally {
            lock.unlock();
        }
    }
}
