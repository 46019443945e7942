package io.ape4j.model.store.sqlite;

import io.ape4j.model.ModelIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is done to a store between searches: looking at it, checking it, making it smaller, carrying it elsewhere. Other
 * processes may use the store meanwhile.
 *
 * <p>Every method throws {@link UncheckedIOException} if the file can't be read or written. For one thread.
 */
public final class CacheUpkeep implements AutoCloseable {
    private static final int MOST_DELETED_AT_ONCE = 2_000;
    private static final int PAGES_AT_ONCE = 256;

    private final SqliteFile file;
    private final InstantSource clock;
    private Connection connection;

    /**
     * How much a store holds.
     *
     * @param version of its schema
     * @param bytes on disk, its write-ahead log included
     * @param claims answers that running processes are buying
     * @param oldest when the oldest answer was bought; empty if there is none
     * @param newest when the newest was
     * @param models entries by model, the largest first
     */
    public record Stats(
            int version,
            long entries,
            long bytes,
            long claims,
            Optional<Instant> oldest,
            Optional<Instant> newest,
            List<ModelShare> models) {
        public Stats {
            models = List.copyOf(models);
        }
    }

    /**
     * How much of a store one model said.
     *
     * @param model empty for answers that were stored without their question
     */
    public record ModelShare(Optional<ModelIdentity> model, long entries) {}

    /**
     * What a check found.
     *
     * @param read entries that were looked at
     * @param damaged how many of them are damaged
     * @param named the first of these
     * @param fileDamage what is wrong with the file beside single entries
     * @param dropped entries that a repair took away
     * @param forgotten entries whose answer is whole, and whose damaged question a repair took away
     */
    public record Verification(
            long read, long damaged, List<Damage> named, Optional<String> fileDamage, long dropped, long forgotten) {
        public Verification {
            named = List.copyOf(named);
        }

        public boolean isWhole() {
            return damaged == 0 && fileDamage.isEmpty();
        }
    }

    /**
     * One damaged entry.
     *
     * @param entry its key, or its row where the key can't be read
     */
    public record Damage(String entry, String what) {}

    /**
     * What pruning did.
     *
     * @param removed entries
     * @param kept entries
     * @param bytesBefore on disk, the write-ahead log included
     */
    public record Pruned(long removed, long kept, long bytesBefore, long bytesAfter) {}

    private CacheUpkeep(SqliteFile file, InstantSource clock, Connection connection) {
        this.file = file;
        this.clock = clock;
        this.connection = connection;
    }

    /** Opens a store; lifts an older one to this version, and makes it if there is none. */
    public static CacheUpkeep open(Path path) {
        return open(path, SqliteCallStore.CLOCK);
    }

    static CacheUpkeep open(Path path, InstantSource clock) {
        final SqliteFile file = new SqliteFile(path);
        try {
            return new CacheUpkeep(file, clock, file.openFirst());
        } catch (SQLException e) {
            throw file.failed(e);
        }
    }

    public Stats stats() {
        return run(() -> {
            final long entries = number("SELECT count(*) FROM answers");
            return new Stats(
                    (int) number("PRAGMA user_version"),
                    entries,
                    file.bytes(),
                    claims(),
                    entries == 0 ? Optional.empty() : instant("SELECT min(stored_seconds) FROM answers"),
                    entries == 0 ? Optional.empty() : instant("SELECT max(stored_seconds) FROM answers"),
                    models());
        });
    }

    /**
     * Reads every entry and the structure of the file.
     *
     * @param repair whether to drop what is damaged. Where the file itself is, what can be read is carried over to a new
     *     one; no search should be running then
     */
    public Verification verify(boolean repair) {
        return run(() -> {
            final Check check = new Check(connection);
            if (repair && check.needsNewFile()) {
                rebuild();
            } else if (repair && !check.isWhole()) {
                dropDamaged();
            }
            return check.result(repair);
        });
    }

    /**
     * Removes the oldest answers, in small steps that let others write in between, and gives their space back. What a
     * running search is buying stays.
     *
     * @param olderThan removes all answers that were bought longer ago; empty for none
     * @param mostBytes removes more, until the file takes no more than this; empty for no limit
     */
    public Pruned prune(Optional<Duration> olderThan, OptionalLong mostBytes) {
        return run(() -> {
            final long bytesBefore = file.bytes();
            final long before = number("SELECT count(*) FROM answers");
            long removed = 0;
            if (olderThan.isPresent()) {
                final long limit = clock.instant().minus(olderThan.get()).getEpochSecond();
                long count = MOST_DELETED_AT_ONCE;
                while (count == MOST_DELETED_AT_ONCE) {
                    count = deleteOldest(limit, MOST_DELETED_AT_ONCE);
                    removed += count;
                }
            }
            if (mostBytes.isPresent()) {
                removed += shrinkTo(mostBytes.getAsLong(), before - removed);
            }
            execute("DELETE FROM claims WHERE expires_millis <= " + clock.millis());
            giveSpaceBack();
            return new Pruned(removed, before - removed, bytesBefore, file.bytes());
        });
    }

    private void dropDamaged() throws SQLException, IOException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM answers WHERE rowid = ?");
                PreparedStatement forget = connection.prepareStatement(
                        "UPDATE answers SET model = NULL, request = NULL WHERE rowid = ?")) {
            rows().forEach(
                            (number, entry) -> {
                                if (Check.damageOfAnswer(entry).isPresent()) {
                                    change(delete, number);
                                } else if (Check.damageOfQuestion(entry).isPresent()) {
                                    change(forget, number);
                                }
                            },
                            number -> {});
        }
    }

    private static void change(PreparedStatement statement, long row) throws SQLException {
        statement.setLong(1, row);
        statement.executeUpdate();
    }

    /** Carries all whole entries over to a new file, which takes the place of this one. */
    private void rebuild() throws SQLException, IOException {
        refuseWhileUsed();
        final Path path = file.path();
        final Path fresh = path.resolveSibling(path.getFileName() + ".rebuilt");
        Files.deleteIfExists(fresh);
        try (Connection target = new SqliteFile(fresh).openFirst()) {
            Transaction.run(target, () -> rows().forEach((number, entry) -> carry(entry, target), number -> {}));
        }
        connection.close();
        Files.deleteIfExists(path.resolveSibling(path.getFileName() + "-wal"));
        Files.deleteIfExists(path.resolveSibling(path.getFileName() + "-shm"));
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        connection = file.openFirst();
    }

    private static void carry(Entry entry, Connection target) throws SQLException {
        if (Check.damageOfAnswer(entry).isPresent()) {
            return;
        }
        final boolean whole = Check.damageOfQuestion(entry).isEmpty();
        final Entry kept = whole ? entry : entry.withoutQuestion();
        kept.writeModel(target);
        kept.write(target);
    }

    private void refuseWhileUsed() throws SQLException {
        final long claims;
        try {
            claims = claims();
        } catch (SQLException e) {
            if (SqliteFile.isDamage(e)) {
                return;
            }
            throw e;
        }
        if (claims > 0) {
            throw new IllegalStateException("the cache " + file.path() + " has to be written anew, but a search is"
                    + " using it: it is buying " + claims + " answers. Repair it when that has ended");
        }
    }

    /** Answers that running processes are buying. */
    private long claims() throws SQLException {
        return number("SELECT count(*) FROM claims WHERE expires_millis > " + clock.millis());
    }

    private long shrinkTo(long mostBytes, long entries) throws SQLException {
        long removed = 0;
        for (long excess = usedBytes() - mostBytes; excess > 0; excess = usedBytes() - mostBytes) {
            final long each = Math.max(1, usedBytes() / Math.max(1, entries - removed));
            final long wanted = Math.min(MOST_DELETED_AT_ONCE, excess / each + 1);
            final long count = deleteOldest(Long.MAX_VALUE, wanted);
            if (count == 0) {
                break;
            }
            removed += count;
        }
        return removed;
    }

    private long usedBytes() throws SQLException {
        return (number("PRAGMA page_count") - number("PRAGMA freelist_count")) * number("PRAGMA page_size");
    }

    private long deleteOldest(long beforeSeconds, long most) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM answers WHERE rowid IN (SELECT rowid FROM answers WHERE stored_seconds < ? AND NOT EXISTS"
                        + " (SELECT 1 FROM claims WHERE claims.key = answers.key AND claims.expires_millis > ?)"
                        + " ORDER BY stored_seconds LIMIT ?)")) {
            delete.setLong(1, beforeSeconds);
            delete.setLong(2, clock.millis());
            delete.setLong(3, most);
            return delete.executeUpdate();
        }
    }

    /** A file that was made by an older version can't do it in steps; it is rewritten once, and then it can. */
    private void giveSpaceBack() throws SQLException {
        final boolean inSteps = number("PRAGMA auto_vacuum") == 2;
        if (!inSteps) {
            execute("VACUUM");
        }
        while (inSteps && number("PRAGMA freelist_count") > 0) {
            try (Statement statement = connection.createStatement()) {
                // As an update: a query would stop after the first page.
                statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES_AT_ONCE + ")");
            }
        }
        execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private List<ModelShare> models() throws SQLException {
        final List<ModelShare> shares = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT shares.entries, models.identity FROM (SELECT model,"
                        + " count(*) AS entries FROM answers INDEXED BY answers_by_age WHERE stored_seconds >= 0"
                        + " GROUP BY model) AS shares LEFT JOIN models ON models.id = shares.model")) {
            while (row.next()) {
                final byte[] identity = row.getBytes(2);
                shares.add(new ModelShare(
                        identity == null ? Optional.empty() : Optional.of(Entry.readModel(identity)), row.getLong(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + ": " + e.getMessage() + "; try: ape cache verify", e);
        }
        shares.sort(Comparator.comparingLong(ModelShare::entries).reversed());
        return shares;
    }

    private Optional<Instant> instant(String sql) throws SQLException {
        return Optional.of(Instant.ofEpochSecond(number(sql)));
    }

    private long number(String sql) throws SQLException {
        return Query.number(connection, sql);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Work on the database, which may fail in both ways. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException, IOException;
    }

    /** Runs it with the exceptions of this class's contract. */
    <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw file.failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the cache " + file.path() + ": " + e.getMessage(), e);
        }
    }

    long nowSeconds() {
        return clock.instant().getEpochSecond();
    }

    /** All entries. */
    Rows rows() {
        return new Rows(connection);
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        run(() -> {
            connection.close();
            return true;
        });
    }
}
