package io.ape4j.model.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteErrorCode;

/** A store's database file: its settings, its schema and what its errors mean. */
final class SqliteFile {
    /** Tells an ape4j cache from other databases: "ape4" in ASCII. */
    private static final int APPLICATION_ID = 0x61706534;

    private static final int VERSION = 1;
    private static final int BUSY_TIMEOUT_MILLIS = 60_000;
    private static final int WAL_ATTEMPTS = 200;
    private static final int WAL_PAUSE_MILLIS = 20;

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE answers (key BLOB NOT NULL UNIQUE, value BLOB NOT NULL, checksum INTEGER NOT NULL,"
                    + " stored_seconds INTEGER NOT NULL)",
            "CREATE TABLE claims (key BLOB NOT NULL PRIMARY KEY, owner TEXT NOT NULL, expires_millis INTEGER NOT NULL)"
                    + " WITHOUT ROWID",
            "PRAGMA application_id = " + APPLICATION_ID,
            "PRAGMA user_version = " + VERSION);

    private final Path path;

    SqliteFile(Path path) {
        this.path = path;
    }

    /** Makes the file, private to the user, and its tables where they are missing. */
    Connection openFirst() throws SQLException {
        try {
            final Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                PrivateFiles.createFolders(folder);
            }
            PrivateFiles.createFile(path);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "can't make the cache " + path + ": " + e.getMessage()
                            + ". Choose another folder with APE_HOME, or run with --cache off",
                    e);
        }
        final Connection connection = connect();
        try {
            switchToWal(connection);
            createSchema(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Connection connect() throws SQLException {
        final Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
            statement.execute("PRAGMA page_size = 16384");
            statement.execute("PRAGMA synchronous = NORMAL");
            statement.execute("PRAGMA journal_size_limit = 67108864");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What to throw where the contract allows no SQLException. */
    UncheckedIOException failed(SQLException e) {
        final String advice = isDamage(e)
                ? " is damaged: delete it and its -wal and -shm files, which loses no run"
                : ": " + e.getMessage() + ". Make it writable or choose another with APE_HOME, or run with --cache off";
        return new UncheckedIOException("the cache " + path + advice, new IOException(e));
    }

    static boolean isDamage(SQLException e) {
        final int primary = e.getErrorCode() & 0xFF;
        return primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /** SQLite doesn't wait for others when it changes this mode, so that two first openings at once need a retry. */
    private static void switchToWal(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Statement statement = connection.createStatement();
                    ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
                if ("wal".equals(mode.getString(1)) || attempt == WAL_ATTEMPTS) {
                    return;
                }
            } catch (SQLException e) {
                final boolean busy = (e.getErrorCode() & 0xFF) == SQLiteErrorCode.SQLITE_BUSY.code;
                if (!busy || attempt == WAL_ATTEMPTS) {
                    throw e;
                }
            }
            try {
                Thread.sleep(WAL_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while another process opened the cache", e);
            }
        }
    }

    private void createSchema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                final int version = number(statement, "PRAGMA user_version");
                if (version == 0 && number(statement, "SELECT count(*) FROM sqlite_master") == 0) {
                    for (final String sql : SCHEMA) {
                        statement.execute(sql);
                    }
                } else if (version != VERSION || number(statement, "PRAGMA application_id") != APPLICATION_ID) {
                    throw new UncheckedIOException(new IOException(
                            path + " is not a cache of this version of ape4j (version " + version + " instead of "
                                    + VERSION + "): move it away, or choose another place with APE_HOME"));
                }
                statement.execute("COMMIT");
            } catch (SQLException | RuntimeException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            return result.getInt(1);
        }
    }
}
