package io.ape4j.model.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Changes that are made as a whole or not at all. */
final class Transaction {
    private Transaction() {}

    /** What makes the changes; it may fail in a way of its own. */
    @FunctionalInterface
    interface Work<E extends Exception> {
        void run() throws SQLException, E;
    }

    /** Runs it alone among writers, and commits; takes everything back if it fails. */
    static <E extends Exception> void run(Connection connection, Work<E> work) throws SQLException, E {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                work.run();
                statement.execute("COMMIT");
            } catch (Throwable cause) {
                rollBack(statement, cause);
                throw cause;
            }
        }
    }

    private static void rollBack(Statement statement, Throwable cause) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite rolls back by itself after a full disk, and then says that there is nothing to roll back.
            cause.addSuppressed(e);
        }
    }
}
