package io.ape4j.model.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTest {
    @TempDir
    private Path folder;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"));
        execute("CREATE TABLE numbers (number INTEGER)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void whatFailsTakesBackAllItHasDone() throws SQLException {
        final IllegalStateException cause = new IllegalStateException("no");

        assertThatThrownBy(() -> Transaction.run(connection, () -> {
                    execute("INSERT INTO numbers VALUES (1)");
                    throw cause;
                }))
                .isSameAs(cause);
        assertThat(Query.number(connection, "SELECT count(*) FROM numbers")).isZero();
    }

    @Test
    void aRollbackThatFailsMasksNoCause() throws SQLException {
        final SQLException cause = new SQLException("the disk is full");

        assertThatThrownBy(() -> Transaction.run(connection, () -> {
                    execute("ROLLBACK"); // as SQLite itself does then
                    throw cause;
                }))
                .isSameAs(cause);
        assertThat(cause.getSuppressed()).hasSize(1);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
