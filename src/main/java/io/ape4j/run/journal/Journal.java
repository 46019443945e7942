package io.ape4j.run.journal;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog;
import io.ape4j.model.store.CallJson;
import io.ape4j.model.store.FolderSync;
import io.ape4j.model.store.JsonFields;
import io.ape4j.model.store.KeyIndex;
import io.ape4j.model.store.PrivateFiles;
import io.ape4j.run.RunLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The append-only record of every call and event of a run: the file {@value #FILE_NAME}, one checksummed JSON record a
 * line. A method that appends returns when its record is on disk ({@link #settle} excepted, see {@link CallLog}).
 *
 * <p>Memory holds an index of keys and the events, never answers. A last line that a crash tore is dropped and named by
 * {@link #warning()}; any other damage is a {@link DamagedJournalException}. Safe for use from many threads, but not
 * from two processes: {@link RunLock} sees to that.
 */
public final class Journal implements CallLog, AutoCloseable {
    public static final String FILE_NAME = "journal.jsonl";

    private final Path file;
    private final JournalReader reader;
    private final @Nullable JournalWriter writer;
    private final @Nullable String warning;

    private final ReentrantLock lock = new ReentrantLock();
    private final KeyIndex calls = new KeyIndex();
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Reservation> unsettled = new LinkedHashMap<>();
    private final Map<Phase, Spent> settled = new EnumMap<>(Phase.class);

    /** Opens a journal for appending; makes it, private to the user, if there is none. */
    public static Journal open(Path file) {
        return open(file, true);
    }

    /** Opens a journal for replay: nothing is written, not even to drop a torn last line. */
    public static Journal openReadOnly(Path file) {
        return open(file, false);
    }

    private static Journal open(Path file, boolean writable) {
        try {
            if (writable) {
                PrivateFiles.createFile(file);
            } else if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            return new Journal(file, writable);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no journal " + file + "; restore it, or start a new run", e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't open the journal " + file + ": " + e.getMessage(), e);
        }
    }

    private Journal(Path file, boolean writable) throws IOException {
        this.file = file;
        this.reader = new JournalReader(file);
        try {
            final JournalReader.End end = reader.readAll(this::load);
            this.warning = end.tornBytes() == 0 ? null : tornLine(end);
            this.writer = writable ? writer(end) : null;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** What was wrong with the file and could be mended: a torn last line that was dropped. */
    public Optional<String> warning() {
        return Optional.ofNullable(warning);
    }

    @Override
    public Optional<Call> find(CallKey key) {
        final long offset;
        lock.lock();
        try {
            offset = calls.get(key);
        } finally {
            lock.unlock();
        }
        if (offset == KeyIndex.ABSENT) {
            return Optional.empty();
        }
        return Optional.of(callAt(offset).from(Call.Source.JOURNALED))
                .filter(call -> call.key().equals(key));
    }

    @Override
    public void append(Call call) {
        final long offset = writer().append(JournalRecord.line(call));
        lock.lock();
        try {
            // The first answer is the one that was used.
            calls.putIfAbsent(call.key(), offset);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reserve(Reservation reservation) {
        writer().append(JournalRecord.line(reservation));
        lock.lock();
        try {
            unsettled.put(reservation.attempt(), reservation);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void settle(Settlement settlement) {
        lock.lock();
        try {
            if (!account(settlement)) {
                throw new IllegalArgumentException("no attempt " + settlement.attempt() + " waits to be settled");
            }
        } finally {
            lock.unlock();
        }
        writer().appendSoon(JournalRecord.line(settlement));
    }

    /** Records an event. */
    public void append(Event event) {
        writer().append(JournalRecord.line(event));
        lock.lock();
        try {
            events.add(event);
        } finally {
            lock.unlock();
        }
    }

    /** All events, in the order in which they were recorded. */
    public List<Event> events() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    /** How many different calls are recorded. */
    public long callCount() {
        lock.lock();
        try {
            return calls.size();
        } finally {
            lock.unlock();
        }
    }

    /** Hands over all recorded calls in the order in which they were recorded, one at a time. */
    public void forEachCall(Consumer<Call> action) {
        try {
            reader.readAll((number, offset, json, whole) -> {
                if (JournalRecord.type(json) == JournalRecord.Type.CALL) {
                    action.accept(callAt(offset));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Spent settled(Phase phase) {
        lock.lock();
        try {
            return settled.getOrDefault(phase, Spent.NOTHING);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Reservation> unsettled() {
        lock.lock();
        try {
            return List.copyOf(unsettled.values());
        } finally {
            lock.unlock();
        }
    }

    /** How often the disk was forced since this journal was opened: less often than records were appended. */
    long forces() {
        return writer().forces();
    }

    @Override
    public void close() {
        try (reader) {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't close " + file + ": " + e.getMessage(), e);
        }
    }

    private void load(long number, long offset, byte[] json, boolean whole) {
        try {
            final JournalRecord.Type type = JournalRecord.type(json);
            if (type == JournalRecord.Type.CALL) {
                calls.putIfAbsent(JournalRecord.callKey(json), offset);
                return;
            }
            load(type, CallJson.decode(whole ? json : reader.jsonAt(offset)));
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedJournalException(file, number, String.valueOf(e.getMessage()), e);
        }
    }

    private void load(JournalRecord.Type type, JsonFields json) throws IOException {
        switch (type) {
            case JOURNAL -> {
                if (json.integer("version") != JournalRecord.VERSION) {
                    throw new IOException("this journal has version " + json.integer("version")
                            + ", and this ape4j reads " + JournalRecord.VERSION);
                }
            }
            case RESERVATION -> {
                final Reservation reservation = JournalRecord.reservation(json);
                unsettled.put(reservation.attempt(), reservation);
            }
            case SETTLEMENT -> {
                if (!account(JournalRecord.settlement(json))) {
                    throw new IOException("a settlement of an attempt that was not reserved");
                }
            }
            case EVENT -> events.add(JournalRecord.event(json));
            case CALL -> throw new AssertionError("calls are indexed, not loaded");
        }
    }

    private boolean account(Settlement settlement) {
        final Reservation reservation = unsettled.remove(settlement.attempt());
        if (reservation == null) {
            return false;
        }
        settled.merge(reservation.phase(), new Spent(1, settlement.tokens(), settlement.cost()), Spent::plus);
        return true;
    }

    private Call callAt(long offset) {
        try {
            final byte[] json = reader.jsonAt(offset);
            try {
                return CallJson.call(CallJson.decode(json));
            } catch (IOException | IllegalArgumentException e) {
                throw new DamagedJournalException(file, reader.numberOf(offset), String.valueOf(e.getMessage()), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    private JournalWriter writer() {
        if (writer == null) {
            throw new UnsupportedOperationException(file + " was opened for reading only");
        }
        return writer;
    }

    private JournalWriter writer(JournalReader.End end) throws IOException {
        final FileChannel channel = PrivateFiles.open(file, StandardOpenOption.WRITE);
        try {
            channel.truncate(end.intactBytes());
            final JournalWriter opened = new JournalWriter(file, channel, end.intactBytes());
            if (end.intactBytes() == 0) {
                opened.append(JournalRecord.header());
                FolderSync.force(Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder"));
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private String tornLine(JournalReader.End end) {
        return file + ":" + end.tornLine() + ": dropped a last line of " + end.tornBytes()
                + " bytes that was not written to its end; what it held was not used and will be asked again";
    }
}
