package io.ape4j.model.store.sqlite;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import io.ape4j.model.store.CallJson;
import io.ape4j.model.store.JsonFields;
import io.ape4j.model.store.PrivateFiles;
import io.ape4j.model.store.Question;
import io.ape4j.model.store.StoredAnswer;
import io.ape4j.task.file.Problem;
import io.ape4j.task.text.LineReader;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Sha256;
import io.ape4j.task.text.Shown;
import io.ape4j.task.text.TextFault;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store's entries as JSON lines, to carry them to another machine. A line holds question and answer and the SHA-256 of
 * both, no key: that is computed anew from the question when the line is read, so that no answer can be smuggled in
 * under another question's key. Nobody can check that a model really said it.
 */
public final class CallLines {
    /** The longest line that is read, in bytes. */
    public static final int MOST_LINE_BYTES = 64 << 20;

    private static final int FORMAT = 1;
    private static final int MOST_PROBLEMS = 100;
    private static final int LINES_AT_ONCE = 256;
    private static final long CHARACTERS_AT_ONCE = 16L << 20;
    private static final int LONGEST_COST = 40;
    private static final String CHECKSUM = "sha256";

    private final CacheUpkeep cache;

    /**
     * What was written.
     *
     * @param withoutQuestion entries left out because an older ape4j stored them without their question
     * @param damaged entries left out because they are damaged
     */
    public record Exported(long entries, long withoutQuestion, long damaged) {}

    /**
     * What was read.
     *
     * @param present entries that the store has already; its own answers stay
     * @param refused lines that are no entry, or not the one that was exported
     * @param problems the first of these, by path and line
     */
    public record Imported(long added, long present, long refused, List<Problem> problems) {
        public Imported {
            problems = List.copyOf(problems);
        }
    }

    public CallLines(CacheUpkeep cache) {
        this.cache = cache;
    }

    /** Writes all entries to a file, private to the user; it is there as a whole or not at all. */
    public Exported write(Path target) {
        return cache.run(() -> {
            final Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
            Files.deleteIfExists(unfinished);
            PrivateFiles.createFile(unfinished);
            try {
                final Exported exported = writeAll(unfinished);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return exported;
            } finally {
                Files.deleteIfExists(unfinished);
            }
        });
    }

    private Exported writeAll(Path file) throws SQLException, IOException {
        final long[] counts = new long[3];
        try (FileOutputStream out = new FileOutputStream(file.toFile());
                OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
            cache.rows()
                    .forEach(
                            (number, entry) -> {
                                final Optional<Line> line;
                                try {
                                    line = line(entry);
                                } catch (IOException e) {
                                    counts[2]++;
                                    return;
                                }
                                if (line.isEmpty()) {
                                    counts[1]++;
                                    return;
                                }
                                counts[0]++;
                                buffered.write(line.get().toBytes());
                                buffered.write('\n');
                            },
                            number -> counts[2]++);
            buffered.flush();
            out.getFD().sync();
        }
        return new Exported(counts[0], counts[1], counts[2]);
    }

    /** Empty for an entry without a question. */
    private static Optional<Line> line(Entry entry) throws IOException {
        final StoredAnswer answer = entry.answer();
        return entry.question().map(question -> new Line(question, answer, entry.storedSeconds()));
    }

    /**
     * Adds the entries of a file that {@link #write} made. Each line stands for itself: one that is refused does not stop
     * the others.
     */
    public Imported read(Path source) {
        return cache.run(() -> {
            final Reading reading = new Reading(source);
            try (LineReader lines = new LineReader(Files.newInputStream(source), MOST_LINE_BYTES)) {
                while (reading.next(lines)) {
                    reading.storeIfMany();
                }
            }
            reading.store();
            return new Imported(reading.added, reading.present, reading.refused, reading.problems);
        });
    }

    /** The state of reading one file. */
    private final class Reading {
        private final Path source;
        private final List<Entry> entries = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private int number;
        private long characters;
        private long added;
        private long present;
        private long refused;

        Reading(Path source) {
            this.source = source;
        }

        /** Takes the next line; false at the end. */
        boolean next(LineReader lines) throws IOException {
            number++;
            try {
                final Optional<LineReader.Line> line = lines.next();
                if (line.isEmpty()) {
                    return false;
                }
                if (!line.get().text().isBlank()) {
                    characters += line.get().text().length();
                    entries.add(Line.parse(line.get().text()).toEntry(cache.nowSeconds()));
                }
            } catch (TextFault e) {
                refuse(e.location(), String.valueOf(e.getMessage()));
            } catch (JacksonException e) {
                refuse(new Location(number, column(e)), "no JSON: " + Shown.sentence(firstLine(e)));
            } catch (Refused e) {
                refuse(new Location(number, 1), Shown.sentence(String.valueOf(e.getMessage())));
            }
            return true;
        }

        private void refuse(Location at, String what) {
            refused++;
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(Problem.at(source, at, what));
            }
        }

        void storeIfMany() throws SQLException {
            if (entries.size() == LINES_AT_ONCE || characters > CHARACTERS_AT_ONCE) {
                store();
            }
        }

        void store() throws SQLException {
            if (entries.isEmpty()) {
                return;
            }
            final Connection connection = cache.connection();
            Transaction.run(connection, () -> {
                for (final Entry entry : entries) {
                    if (holds(entry)) {
                        present++;
                    } else {
                        entry.writeModel(connection);
                        entry.write(connection);
                        added++;
                    }
                }
            });
            entries.clear();
            characters = 0;
        }
    }

    /** Whether the store has an answer under this key that is whole. */
    private boolean holds(Entry entry) throws SQLException {
        try (PreparedStatement select = cache.connection().prepareStatement(Entry.SELECT + " WHERE answers.key = ?")) {
            select.setBytes(1, entry.key());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                Entry.read(row).answer();
                return true;
            }
        } catch (IOException damaged) {
            return false;
        }
    }

    private static int column(JacksonException e) {
        return Optional.ofNullable(e.getLocation())
                .map(JsonLocation::getColumnNr)
                .filter(column -> column > 0)
                .orElse(1);
    }

    private static String firstLine(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    }

    /** A line that is JSON but no entry. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String what) {
            super(what);
        }
    }

    /** What a line says. */
    private record Line(Question question, StoredAnswer answer, long storedSeconds) {
        byte[] toBytes() throws IOException {
            final String sum = sha256();
            return CallJson.encode(out -> {
                write(out);
                out.writeStringField(CHECKSUM, sum);
            });
        }

        private void write(JsonGenerator out) throws IOException {
            out.writeNumberField("v", FORMAT);
            out.writeObjectFieldStart("model");
            CallJson.write(out, question.model());
            out.writeEndObject();
            out.writeObjectFieldStart("request");
            CallJson.write(out, question.request());
            out.writeEndObject();
            CallJson.write(out, answer);
            out.writeNumberField("storedSeconds", storedSeconds);
        }

        /** Of the content, however it is spelled. */
        private String sha256() throws IOException {
            return Sha256.hex(CallJson.encode(this::write));
        }

        static Line parse(String text) throws Refused, JacksonException {
            try {
                final JsonFields json = CallJson.decodeForeign(text.getBytes(StandardCharsets.UTF_8));
                if (json.integer("v") != FORMAT) {
                    throw new Refused("\"v\" is " + json.integer("v") + ", and this ape4j reads " + FORMAT);
                }
                refuseHugeCost(json);
                final Line line = new Line(
                        Question.of(CallJson.model(json.object("model")), CallJson.request(json.object("request"))),
                        CallJson.stored(json),
                        json.integer("storedSeconds"));
                if (!line.sha256().equals(json.text(CHECKSUM))) {
                    throw new Refused("the line's checksum does not match: it is not as it was exported");
                }
                return line;
            } catch (JacksonException e) {
                throw e;
            } catch (IOException | IllegalArgumentException | ArithmeticException e) {
                throw new Refused(String.valueOf(e.getMessage()));
            }
        }

        /** Before it is read: a number of a few characters can stand for gigabytes of digits. */
        private static void refuseHugeCost(JsonFields json) throws IOException, Refused {
            final String cost = json.text("cost");
            final boolean isPlain =
                    cost.length() <= LONGEST_COST && cost.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
            if (!isPlain) {
                throw new Refused("\"cost\" must be a plain decimal number of at least 0, was " + Shown.quoted(cost));
            }
        }

        /** An age that lies in the future would keep it from ever being pruned. */
        Entry toEntry(long nowSeconds) {
            return Entry.of(question, answer, Math.max(0, Math.min(nowSeconds, storedSeconds)));
        }
    }
}
