package io.ape4j.model.store.sqlite;

import io.ape4j.model.store.sqlite.CacheUpkeep.Damage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at every entry and at the structure of the file; of many damaged entries only the first are named. */
final class Check {
    private static final int MOST_NAMED = 1_000;

    private final List<Damage> named = new ArrayList<>();
    private final Optional<String> fileDamage;
    private long read;
    private long damaged;
    private long questions;
    private long unreadable;

    Check(Connection connection) throws SQLException, IOException {
        new Rows(connection).forEach(this::look, this::unreadable);
        fileDamage = fileDamage(connection);
    }

    /** What is wrong with an entry's answer, if anything is. */
    static Optional<String> damageOfAnswer(Entry entry) {
        try {
            entry.answer();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What is wrong with an entry's question, if anything is; its answer may be whole all the same. */
    static Optional<String> damageOfQuestion(Entry entry) {
        try {
            entry.question();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whether pages of the file are damaged, so that dropping entries is not enough. */
    boolean needsNewFile() {
        return fileDamage.isPresent() || unreadable > 0;
    }

    boolean isWhole() {
        return damaged == 0 && fileDamage.isEmpty();
    }

    CacheUpkeep.Verification result(boolean repaired) {
        return new CacheUpkeep.Verification(
                read, damaged, named, fileDamage, repaired ? damaged - questions : 0, repaired ? questions : 0);
    }

    private void look(long number, Entry entry) {
        read++;
        final Optional<String> answer = damageOfAnswer(entry);
        if (answer.isPresent()) {
            add(new Damage(entry.hex(), answer.get()));
            return;
        }
        damageOfQuestion(entry).ifPresent(what -> {
            questions++;
            add(new Damage(entry.hex(), what));
        });
    }

    private void unreadable(long number) {
        read++;
        unreadable++;
        add(new Damage("row " + number, "its page of the file can't be read"));
    }

    private void add(Damage damage) {
        damaged++;
        if (named.size() < MOST_NAMED) {
            named.add(damage);
        }
    }

    /** The first thing that SQLite itself finds wrong. */
    private static Optional<String> fileDamage(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            final String said = result.next() ? result.getString(1) : "it can't be checked";
            return "ok".equals(said) ? Optional.empty() : Optional.of(said.replace("\n", ": "));
        } catch (SQLException e) {
            if (SqliteFile.isDamage(e)) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
