package io.ape4j.model.store.sqlite;

import io.ape4j.model.ModelIdentity;
import io.ape4j.model.store.CallJson;
import io.ape4j.model.store.Question;
import io.ape4j.model.store.StoredAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of a store: an answer and the question that it belongs to, packed. */
final class Entry {
    /** What {@link #read} reads, up to the condition. */
    static final String SELECT = "SELECT answers.rowid, answers.key, answers.value, answers.checksum,"
            + " answers.stored_seconds, models.identity, answers.request FROM answers"
            + " LEFT JOIN models ON models.id = answers.model";

    private static final byte[] NOTHING = {};

    private final byte[] key;
    private final byte[] value;
    private final long checksum;
    private final long storedSeconds;
    private final byte @Nullable [] model;
    private final byte @Nullable [] request;

    private Entry(
            byte[] key,
            byte[] value,
            long checksum,
            long storedSeconds,
            byte @Nullable [] model,
            byte @Nullable [] request) {
        this.key = key;
        this.value = value;
        this.checksum = checksum;
        this.storedSeconds = storedSeconds;
        this.model = model;
        this.request = request;
    }

    /**
     * An entry to be written.
     *
     * @param storedSeconds when the answer was bought, in seconds since 1970
     */
    static Entry of(Question question, StoredAnswer answer, long storedSeconds) {
        final byte[] key = AnswerBytes.key(question.key().hex());
        try {
            final byte[] value = AnswerBytes.pack(answer);
            return new Entry(
                    key,
                    value,
                    AnswerBytes.checksum(key, value),
                    storedSeconds,
                    CallJson.encode(out -> CallJson.write(out, question.model())),
                    AnswerBytes.pack(question.request()));
        } catch (IOException e) {
            throw new UncheckedIOException("an answer can't be written as JSON: " + e.getMessage(), e);
        }
    }

    /** The row of a {@link #SELECT}; nothing of it is checked yet. */
    static Entry read(ResultSet row) throws SQLException {
        return new Entry(
                bytes(row, 2), bytes(row, 3), row.getLong(4), row.getLong(5), row.getBytes(6), row.getBytes(7));
    }

    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        final byte[] bytes = row.getBytes(column);
        return bytes == null ? NOTHING : bytes;
    }

    Entry withoutQuestion() {
        return new Entry(key, value, checksum, storedSeconds, null, null);
    }

    byte[] key() {
        return Arrays.copyOf(key, key.length);
    }

    String hex() {
        return HexFormat.of().formatHex(key);
    }

    long storedSeconds() {
        return storedSeconds;
    }

    /** The answer; {@link IOException} says what is wrong with it. */
    StoredAnswer answer() throws IOException {
        if (checksum != AnswerBytes.checksum(key, value)) {
            throw new IOException("the answer's checksum does not match");
        }
        return AnswerBytes.unpack(value);
    }

    /**
     * The question; empty if the entry was stored by an ape4j that did not keep it.
     *
     * @throws IOException if it is not what the key stands for
     */
    Optional<Question> question() throws IOException {
        if (request == null) {
            return Optional.empty();
        }
        if (model == null) {
            throw new IOException("the question's model is missing");
        }
        final Question question = Question.of(readModel(model), AnswerBytes.unpackRequest(request));
        if (!question.key().hex().equals(hex())) {
            throw new IOException("the question is not the one that its key stands for");
        }
        return Optional.of(question);
    }

    static ModelIdentity readModel(byte[] json) throws IOException {
        return CallJson.model(CallJson.decode(json));
    }

    /** Makes the row of its model, which {@link #write} refers to, unless there is one. */
    void writeModel(Connection connection) throws SQLException {
        if (model == null) {
            return;
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT OR IGNORE INTO models (identity) VALUES (?)")) {
            insert.setBytes(1, model);
            insert.executeUpdate();
        }
    }

    /** Writes it over what is stored under its key. */
    void write(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO answers (key, value, checksum, stored_seconds, model, request) VALUES (?, ?, ?, ?,"
                        + " (SELECT id FROM models WHERE identity = ?), ?) ON CONFLICT (key) DO UPDATE SET"
                        + " value = excluded.value, checksum = excluded.checksum,"
                        + " stored_seconds = excluded.stored_seconds, model = excluded.model,"
                        + " request = excluded.request")) {
            insert.setBytes(1, key);
            insert.setBytes(2, value);
            insert.setLong(3, checksum);
            insert.setLong(4, storedSeconds);
            insert.setBytes(5, model);
            insert.setBytes(6, request);
            insert.executeUpdate();
        }
    }
}
