package io.ape4j.model.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of a store in their versions. An older file is lifted step by step in one transaction, so that it is of
 * one version or another whatever happens meanwhile; a newer one is refused and left as it is.
 */
final class SqliteSchema {
    /** Tells an ape4j cache from other databases: "ape4" in ASCII. */
    static final int APPLICATION_ID = 0x61706534;

    /** Each list lifts a file by one version, the first an empty one. Never changed, only added to. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    "CREATE TABLE answers (key BLOB NOT NULL UNIQUE, value BLOB NOT NULL, checksum INTEGER NOT NULL,"
                            + " stored_seconds INTEGER NOT NULL)",
                    "CREATE TABLE claims (key BLOB NOT NULL PRIMARY KEY, owner TEXT NOT NULL,"
                            + " expires_millis INTEGER NOT NULL) WITHOUT ROWID",
                    "PRAGMA application_id = " + APPLICATION_ID),
            // With its question an entry can be exported; by age, pruned.
            List.of(
                    "CREATE TABLE models (id INTEGER PRIMARY KEY, identity BLOB NOT NULL UNIQUE)",
                    "ALTER TABLE answers ADD COLUMN model INTEGER",
                    "ALTER TABLE answers ADD COLUMN request BLOB",
                    "CREATE INDEX answers_by_age ON answers (stored_seconds, model)"));

    /** The version that this program reads and writes. */
    static final int VERSION = STEPS.size();

    private SqliteSchema() {}

    /** Refuses a file that this program can't have made, before anything in it is changed. */
    static void refuseForeign(Connection connection, Path path) throws SQLException {
        final int version = version(connection);
        if (version == 0 && Query.number(connection, "SELECT count(*) FROM sqlite_master") == 0) {
            return;
        }
        if (Query.number(connection, "PRAGMA application_id") != APPLICATION_ID) {
            throw refused(path + " is a database, but no cache of ape4j");
        }
        if (version > VERSION) {
            throw refused(path + " is a cache of version " + version + ", of a newer ape4j; this one knows versions up"
                    + " to " + VERSION + " and leaves it as it is. Use the newer ape4j");
        }
    }

    /** Makes the tables, or lifts those of an older version. */
    static void lift(Connection connection, Path path) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Transaction.run(connection, () -> {
                refuseForeign(connection, path);
                for (int version = version(connection); version < VERSION; version++) {
                    for (final String sql : STEPS.get(version)) {
                        statement.execute(sql);
                    }
                    statement.execute("PRAGMA user_version = " + (version + 1));
                }
            });
        }
    }

    private static UncheckedIOException refused(String what) {
        final String message = what + ", or move the file away, or choose another place with APE_HOME";
        return new UncheckedIOException(message, new IOException(message));
    }

    private static int version(Connection connection) throws SQLException {
        return (int) Query.number(connection, "PRAGMA user_version");
    }
}
