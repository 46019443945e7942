package io.ape4j.model.store.sqlite;

import io.ape4j.model.store.Uninterrupted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a process that writes to a store: it runs what came together in one transaction, and now and then a
 * task of its own.
 */
final class SqliteWriter implements AutoCloseable {
    private static final int MOST_PER_TRANSACTION = 256;

    private final SqliteFile file;
    private final Connection connection;
    private final Work<Boolean> heartbeat;
    private final Duration interval;
    private final BlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closing;

    /** Something to do inside a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private static final class Task<T> {
        private final Work<T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private @Nullable T value;

        Task(Work<T> work) {
            this.work = work;
        }

        void run(Connection connection) throws SQLException {
            value = work.run(connection);
        }

        void complete() {
            result.complete(value);
        }
    }

    /** Takes over the connection. Runs {@code heartbeat} about every {@code interval}. */
    SqliteWriter(SqliteFile file, Connection connection, Work<Boolean> heartbeat, Duration interval) {
        this.file = file;
        this.connection = connection;
        this.heartbeat = heartbeat;
        this.interval = interval;
        this.thread = new Thread(this::loop, "ape4j-cache");
        thread.setDaemon(true);
        thread.start();
    }

    /** Runs this in a transaction and waits until it is committed. Interruption does not end the wait. */
    <T> T write(Work<T> work) {
        if (closing) {
            throw new UncheckedIOException(new IOException("the cache is closed"));
        }
        final Task<T> task = new Task<>(work);
        queue.add(task);
        return Uninterrupted.get(task.result);
    }

    private void loop() {
        long lastBeat = System.nanoTime();
        final List<Task<?>> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                final Task<?> first = queue.poll(interval.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MOST_PER_TRANSACTION - 1);
                }
                if (System.nanoTime() - lastBeat >= interval.toNanos()) {
                    lastBeat = System.nanoTime();
                    batch.add(new Task<>(heartbeat));
                }
                commit(batch);
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts this thread", e);
            } finally {
                batch.clear();
            }
        }
    }

    private void commit(List<Task<?>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            Transaction.run(connection, () -> {
                for (final Task<?> task : batch) {
                    task.run(connection);
                }
            });
            batch.forEach(Task::complete);
        } catch (SQLException e) {
            batch.forEach(task -> task.result.completeExceptionally(file.failed(e)));
        } catch (RuntimeException | Error e) {
            batch.forEach(task -> task.result.completeExceptionally(e));
        }
    }

    /** Runs what is queued and closes the connection. */
    @Override
    public void close() {
        closing = true;
        queue.add(new Task<>(closed -> true));
        Uninterrupted.join(thread);
        try {
            connection.close();
        } catch (SQLException e) {
            throw file.failed(e);
        }
    }
}
