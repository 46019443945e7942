package io.ape4j.run.journal;

import io.ape4j.model.store.Uninterrupted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a journal with group commit: one thread writes whatever came together and forces it to disk once,
 * then all who brought it go on.
 *
 * <p>That thread is the only one to touch the channel, because interrupting a thread at work on a channel closes it,
 * and those who append are interrupted when a run is stopped. After a failure to write nothing is accepted any more.
 */
final class JournalWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private final Thread thread;

    private List<byte[]> pending = new ArrayList<>();
    private long end;
    private long forced;
    private long forces;
    private boolean closing;
    private @Nullable Throwable failure;

    /** Writes from {@code end} on; takes over the channel. */
    JournalWriter(Path file, FileChannel channel, long end) {
        this.file = file;
        this.channel = channel;
        this.end = end;
        this.forced = end;
        this.thread = new Thread(this::run, "ape4j-journal");
        thread.setDaemon(true);
        thread.start();
    }

    /** Appends a line, waits until it is on disk and returns its offset. Interruption does not end the wait. */
    long append(byte[] line) {
        lock.lock();
        try {
            final long offset = enqueue(line);
            while (forced < offset + line.length) {
                if (failure != null) {
                    throw failed(failure);
                }
                progress.awaitUninterruptibly();
            }
            return offset;
        } finally {
            lock.unlock();
        }
    }

    /** Appends a line that will be on disk no later than the next that is waited for. */
    void appendSoon(byte[] line) {
        lock.lock();
        try {
            enqueue(line);
        } finally {
            lock.unlock();
        }
    }

    /** How often the disk was forced. */
    long forces() {
        lock.lock();
        try {
            return forces;
        } finally {
            lock.unlock();
        }
    }

    private long enqueue(byte[] line) {
        if (failure != null) {
            throw failed(failure);
        }
        if (closing) {
            throw new UncheckedIOException(new IOException(file + " is closed"));
        }
        final long offset = end;
        end += line.length;
        pending.add(line);
        work.signal();
        return offset;
    }

    private UncheckedIOException failed(Throwable cause) {
        return new UncheckedIOException(
                "can't write " + file + ": " + cause.getMessage()
                        + ". Nothing that was acknowledged is lost; make room on the disk and resume the run",
                new IOException(cause));
    }

    private void run() {
        long written = forced;
        try {
            for (List<byte[]> batch = next(); !batch.isEmpty(); batch = next()) {
                written += write(batch, written);
                channel.force(false);
                done(written);
            }
        } catch (IOException | RuntimeException | Error e) {
            cutUnacknowledged(e);
            fail(e);
        }
    }

    /** The next lines to write together; empty when there will be none. */
    private List<byte[]> next() {
        lock.lock();
        try {
            while (pending.isEmpty() && !closing) {
                work.awaitUninterruptibly();
            }
            final List<byte[]> batch = pending;
            pending = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private long write(List<byte[]> lines, long offset) throws IOException {
        long position = offset;
        buffer.clear();
        for (final byte[] line : lines) {
            for (int from = 0; from < line.length; ) {
                if (!buffer.hasRemaining()) {
                    position += flush(position);
                }
                final int count = Math.min(line.length - from, buffer.remaining());
                buffer.put(line, from, count);
                from += count;
            }
        }
        position += flush(position);
        return position - offset;
    }

    private int flush(long position) throws IOException {
        buffer.flip();
        int written = 0;
        while (buffer.hasRemaining()) {
            written += channel.write(buffer, position + written);
        }
        buffer.clear();
        return written;
    }

    private void done(long written) {
        lock.lock();
        try {
            forced = written;
            forces++;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A line that was half written would be damage in the middle if anything ever followed it. */
    private void cutUnacknowledged(Throwable cause) {
        try {
            channel.truncate(forced);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is pending and closes the channel. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        Uninterrupted.join(thread);
        // An interrupted thread may close a channel but not use it.
        channel.close();
        if (failure != null) {
            throw failed(failure);
        }
    }
}
