package io.ape4j.cli.terminal;

import io.ape4j.model.catalog.PullListener;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Shows how a model is fetched. */
public final class PullProgress implements PullListener {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long LINE_NANOS = 10 * NANOS_PER_SECOND;
    private static final long REDRAW_NANOS = NANOS_PER_SECOND / 5;
    private static final int BAR_CELLS = 24;
    private static final double BYTES_PER_MEGABYTE = 1e6;

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private long lastShown;
    private boolean done;

    /** @param nanoTime like {@link System#nanoTime()} */
    public PullProgress(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public void started(String source, long totalBytes) {
        terminal.note("fetching " + megabytes(totalBytes) + " from " + source);
        lastShown = nanoTime.getAsLong();
    }

    @Override
    public void advanced(long doneBytes, long totalBytes) {
        lock.lock();
        try {
            final boolean whole = totalBytes > 0 && doneBytes >= totalBytes;
            final long now = nanoTime.getAsLong();
            if (done || (!whole && now - lastShown < (terminal.isLive() ? REDRAW_NANOS : LINE_NANOS))) {
                return;
            }
            lastShown = now;
            done = whole;
            show(doneBytes, totalBytes, whole);
        } finally {
            lock.unlock();
        }
    }

    private void show(long doneBytes, long totalBytes, boolean whole) {
        final String text = megabytes(doneBytes) + " of " + megabytes(totalBytes);
        if (!terminal.isLive()) {
            terminal.note(text);
            return;
        }
        final int full = totalBytes > 0 ? (int) (BAR_CELLS * doneBytes / totalBytes) : 0;
        terminal.err()
                .print("\r[" + "#".repeat(full) + "-".repeat(BAR_CELLS - full) + "] " + text + "\u001b[K"
                        + (whole ? "\n" : ""));
        terminal.err().flush();
    }

    private static String megabytes(long bytes) {
        return bytes < 0
                ? "an unknown number of bytes"
                : String.format(Locale.ROOT, "%,.0f MB", bytes / BYTES_PER_MEGABYTE);
    }
}
