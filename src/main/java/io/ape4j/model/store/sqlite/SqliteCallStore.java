package io.ape4j.model.store.sqlite;

import io.ape4j.model.CallKey;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.Question;
import io.ape4j.model.store.StoredAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A {@link CallStore} in one SQLite file with a write-ahead log, for the processes of one machine.
 *
 * <p>A claim is a lease that its process renews while it lives, so that after a crash others wait no longer than
 * {@link #LEASE}. A killed process loses nothing that was put; a power failure may lose the last entries, never the
 * file.
 */
public final class SqliteCallStore implements CallStore {
    /** How long a claim outlives a process that died. */
    public static final Duration LEASE = Duration.ofSeconds(20);

    /** The time of day, by which leases end and answers have an age. */
    static final InstantSource CLOCK = InstantSource.system();

    private static final int READERS = 4;

    private final SqliteFile file;
    private final InstantSource clock;
    private final Duration lease;
    private final String owner = UUID.randomUUID().toString();
    private final SqliteWriter writer;
    private final Semaphore readers = new Semaphore(READERS);
    private final Deque<Connection> idleReaders = new ConcurrentLinkedDeque<>();
    private final AtomicLong damaged = new AtomicLong();
    private final AtomicInteger claimed = new AtomicInteger();
    private final Set<ModelIdentity> knownModels = ConcurrentHashMap.newKeySet();

    /** Opens a store; makes it, private to the user, if there is none. */
    public static SqliteCallStore open(Path path) {
        return open(path, CLOCK, LEASE);
    }

    static SqliteCallStore open(Path path, InstantSource clock, Duration lease) {
        final SqliteFile file = new SqliteFile(path);
        try {
            return new SqliteCallStore(file, file.openFirst(), clock, lease);
        } catch (SQLException e) {
            throw file.failed(e);
        }
    }

    private SqliteCallStore(SqliteFile file, Connection connection, InstantSource clock, Duration lease) {
        this.file = file;
        this.clock = clock;
        this.lease = lease;
        this.writer = new SqliteWriter(file, connection, this::renewClaims, lease.dividedBy(4));
    }

    @Override
    public Optional<StoredAnswer> find(CallKey key) {
        final byte[] bytes = AnswerBytes.key(key.hex());
        return read("SELECT value, checksum FROM answers WHERE key = ?", bytes, row -> {
            final byte[] value = row.getBytes(1);
            if (value == null || row.getLong(2) != AnswerBytes.checksum(bytes, value)) {
                return damaged();
            }
            try {
                return Optional.of(AnswerBytes.unpack(value));
            } catch (IOException e) {
                return damaged();
            }
        });
    }

    @Override
    public boolean claim(CallKey key) {
        final byte[] bytes = AnswerBytes.key(key.hex());
        // Those who wait look often: that must not need the one write lock.
        final boolean held = read(
                        "SELECT expires_millis FROM claims WHERE key = ?",
                        bytes,
                        row -> Optional.of(isAlive(row.getLong(1))))
                .orElse(false);
        return !held && writer.write(connection -> claim(connection, bytes));
    }

    @Override
    public void release(CallKey key) {
        writer.write(connection -> release(connection, AnswerBytes.key(key.hex())));
    }

    @Override
    public void put(Question question, StoredAnswer answer) {
        final Entry entry = Entry.of(question, answer, clock.instant().getEpochSecond());
        final boolean isKnown = knownModels.contains(question.model());
        writer.write(connection -> {
            if (!isKnown) {
                entry.writeModel(connection);
            }
            entry.write(connection);
            return release(connection, entry.key());
        });
        knownModels.add(question.model());
    }

    @Override
    public long damagedEntries() {
        return damaged.get();
    }

    /** Gives all claims back. */
    @Override
    public void close() {
        try {
            writer.write(this::releaseAll);
        } finally {
            writer.close();
            readers.acquireUninterruptibly(READERS);
            for (Connection idle = idleReaders.poll(); idle != null; idle = idleReaders.poll()) {
                close(idle);
            }
        }
    }

    private void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw file.failed(e);
        }
    }

    /** Makes one value of a row. */
    @FunctionalInterface
    private interface RowReader<T> {
        Optional<T> read(ResultSet row) throws SQLException;
    }

    private <T> Optional<T> read(String sql, byte[] key, RowReader<T> reader) {
        readers.acquireUninterruptibly();
        try {
            final Connection idle = idleReaders.poll();
            final Connection connection = idle == null ? file.connect() : idle;
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setBytes(1, key);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? reader.read(row) : Optional.empty();
                }
            } finally {
                idleReaders.push(connection);
            }
        } catch (SQLException e) {
            if (SqliteFile.isDamage(e)) {
                return damaged();
            }
            throw file.failed(e);
        } finally {
            readers.release();
        }
    }

    private <T> Optional<T> damaged() {
        damaged.incrementAndGet();
        return Optional.empty();
    }

    private boolean claim(Connection connection, byte[] key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT expires_millis FROM claims WHERE key = ?")) {
            select.setBytes(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (row.next() && isAlive(row.getLong(1))) {
                    return false;
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO claims (key, owner, expires_millis) VALUES (?, ?, ?)")) {
            insert.setBytes(1, key);
            insert.setString(2, owner);
            insert.setLong(3, expiry());
            insert.executeUpdate();
        }
        claimed.incrementAndGet();
        return true;
    }

    private boolean release(Connection connection, byte[] key) throws SQLException {
        if (claimed.get() == 0) {
            return false;
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM claims WHERE key = ? AND owner = ?")) {
            delete.setBytes(1, key);
            delete.setString(2, owner);
            claimed.addAndGet(-delete.executeUpdate());
            return true;
        }
    }

    private boolean releaseAll(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM claims WHERE owner = ?")) {
            delete.setString(1, owner);
            return delete.executeUpdate() > 0;
        }
    }

    private boolean renewClaims(Connection connection) throws SQLException {
        if (claimed.get() == 0) {
            return false;
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE claims SET expires_millis = ? WHERE owner = ?")) {
            update.setLong(1, expiry());
            update.setString(2, owner);
            return update.executeUpdate() > 0;
        }
    }

    private long expiry() {
        return clock.millis() + lease.toMillis();
    }

    /** A lease that ends later than any that could have been given now is from before the clock was set back. */
    private boolean isAlive(long expiresMillis) {
        final long now = clock.millis();
        return expiresMillis > now && expiresMillis <= now + 2 * lease.toMillis();
    }
}
