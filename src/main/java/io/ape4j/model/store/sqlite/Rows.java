package io.ape4j.model.store.sqlite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** All entries of a store one after the other, in bounded memory, also of a file with damaged pages. */
final class Rows {
    private static final int ROWS_AT_ONCE = 256;

    private final Connection connection;

    Rows(Connection connection) {
        this.connection = connection;
    }

    /** Takes each row that can be read. */
    @FunctionalInterface
    interface Visitor {
        void row(long number, Entry entry) throws SQLException, IOException;
    }

    /**
     * Visits all rows in the order in which they were stored.
     *
     * @param unreadable hears of rows in damaged pages
     */
    void forEach(Visitor visitor, LongConsumer unreadable) throws SQLException, IOException {
        final long last = lastRow();
        for (long from = firstRow(); from <= last; from += ROWS_AT_ONCE) {
            final long to = Math.min(last, from + ROWS_AT_ONCE - 1);
            final Optional<List<Row>> block = rows(from, to);
            if (block.isPresent()) {
                visit(block.get(), visitor);
                continue;
            }
            for (long number = from; number <= to; number++) {
                final Optional<List<Row>> one = rows(number, number);
                if (one.isPresent()) {
                    visit(one.get(), visitor);
                } else {
                    unreadable.accept(number);
                }
            }
        }
    }

    private record Row(long number, Entry entry) {}

    private static void visit(List<Row> rows, Visitor visitor) throws SQLException, IOException {
        for (final Row row : rows) {
            visitor.row(row.number(), row.entry());
        }
    }

    /** Empty if a page that these rows may be in is damaged. */
    private Optional<List<Row>> rows(long from, long to) throws SQLException {
        final List<Row> rows = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(Entry.SELECT + " WHERE answers.rowid BETWEEN ? AND ?")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getLong(1), Entry.read(row)));
                }
            }
            return Optional.of(rows);
        } catch (SQLException e) {
            if (SqliteFile.isDamage(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private long firstRow() throws SQLException {
        return end("min", 1);
    }

    private long lastRow() throws SQLException {
        return end("max", 0);
    }

    /** The first or last row's number: of the table, or of an index where the table's first or last page is damaged. */
    private long end(String aggregate, long none) throws SQLException {
        try {
            return Query.number(
                    connection, "SELECT coalesce(" + aggregate + "(rowid), " + none + ") FROM answers NOT INDEXED");
        } catch (SQLException e) {
            if (!SqliteFile.isDamage(e)) {
                throw e;
            }
            return Query.number(
                    connection,
                    "SELECT coalesce(" + aggregate + "(rowid), " + none
                            + ") FROM answers INDEXED BY answers_by_age WHERE stored_seconds >= 0");
        }
    }
}
