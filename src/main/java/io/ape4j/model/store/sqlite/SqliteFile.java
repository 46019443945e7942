package io.ape4j.model.store.sqlite;

import io.ape4j.model.store.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteErrorCode;

/** A store's database file: its settings and what its errors mean. */
final class SqliteFile {
    private static final String LIBRARY_FOLDER = "org.sqlite.tmpdir";
    private static final int BUSY_TIMEOUT_MILLIS = 60_000;
    private static final int WAL_ATTEMPTS = 200;
    private static final int WAL_PAUSE_MILLIS = 20;

    private final Path path;

    SqliteFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** What it takes on disk, its write-ahead log included. */
    long bytes() throws IOException {
        final Path log = path.resolveSibling(path.getFileName() + "-wal");
        return Files.size(path) + (Files.exists(log) ? Files.size(log) : 0);
    }

    /** Makes the file, private to the user, and its tables where they are missing. */
    Connection openFirst() throws SQLException {
        try {
            final Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                PrivateFiles.createFolders(folder);
                unpackLibraryIn(folder);
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
            SqliteSchema.refuseForeign(connection, path);
            reclaimPages(connection);
            switchToWal(connection);
            SqliteSchema.lift(connection, path);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** In the common temporary folder, others could change the native library before it is loaded if the umask is lax. */
    private static void unpackLibraryIn(Path folder) {
        if (System.getProperty(LIBRARY_FOLDER) == null) {
            System.setProperty(LIBRARY_FOLDER, folder.toString());
        }
    }

    Connection connect() throws SQLException {
        final Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS);
            statement.execute("PRAGMA page_size = 16384");
            statement.execute("PRAGMA synchronous = NORMAL");
            // Keys are random, so that nearly each put changes a page of its own: folding them in seldom saves forcing.
            statement.execute("PRAGMA wal_autocheckpoint = 4000");
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
                ? " is damaged: try \"ape cache verify --repair\"; if that fails too, delete it and its -wal and -shm files,"
                        + " which loses no run"
                : ": " + e.getMessage() + ". Make it writable or choose another with APE_HOME, or run with --cache off";
        return new UncheckedIOException("the cache " + path + advice, new IOException(e));
    }

    static boolean isDamage(SQLException e) {
        final int primary = e.getErrorCode() & 0xFF;
        return primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /** Lets a new file give space back in small steps; an older one takes this on when it is rewritten as a whole. */
    private static void reclaimPages(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
        }
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
}
