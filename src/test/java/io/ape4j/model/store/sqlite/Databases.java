package io.ape4j.model.store.sqlite;

import io.ape4j.model.Sample;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.StoredAnswer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Stores as tests want them, and SQL behind their back. */
final class Databases {
    /** What ape4j wrote before it kept questions. */
    private static final List<String> VERSION_1 = List.of(
            "PRAGMA page_size = 16384",
            "CREATE TABLE answers (key BLOB NOT NULL UNIQUE, value BLOB NOT NULL, checksum INTEGER NOT NULL,"
                    + " stored_seconds INTEGER NOT NULL)",
            "CREATE TABLE claims (key BLOB NOT NULL PRIMARY KEY, owner TEXT NOT NULL, expires_millis INTEGER NOT NULL)"
                    + " WITHOUT ROWID",
            "PRAGMA application_id = " + 0x61706534,
            "PRAGMA user_version = 1",
            "PRAGMA journal_mode = WAL");

    private Databases() {}

    static StoredAnswer answer(String text) {
        return new StoredAnswer(Sample.answer(text), new BigDecimal("0.5"), Duration.ofMillis(7));
    }

    /** Stores the answer {@code a0} to the question {@code q0}, and so on. */
    static void fill(CallStore store, int entries) {
        for (int i = 0; i < entries; i++) {
            store.put(Sample.question("q" + i), answer("a" + i));
        }
    }

    static void run(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            for (final String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static long number(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.getLong(1);
        }
    }

    /** Makes a file as version 1 did; the rows are SQL values in the order of its columns. */
    static void makeVersion1(Path file, String... rows) throws SQLException {
        final List<String> statements = new ArrayList<>(VERSION_1);
        for (final String row : rows) {
            statements.add("INSERT INTO answers VALUES (" + row + ")");
        }
        run(file, statements.toArray(String[]::new));
    }
}
