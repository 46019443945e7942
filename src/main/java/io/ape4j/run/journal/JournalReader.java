package io.ape4j.run.journal;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * Reads a journal: all lines in order, in bounded memory, or one line at an offset.
 *
 * <p>It uses no {@link java.nio.channels.FileChannel}, because an interrupted thread would close it for all others.
 */
final class JournalReader implements AutoCloseable {
    /** As much of a line as {@link Visitor} sees; only calls, which are known by their start, are longer. */
    private static final int HEAD_BYTES = 4096;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final RandomAccessFile random;
    private final ReentrantLock lock = new ReentrantLock();

    JournalReader(Path file) throws IOException {
        this.file = file;
        this.random = new RandomAccessFile(file.toFile(), "r");
    }

    /** Takes each intact line. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes one line.
         *
         * @param number from 1
         * @param json its start, at most some kilobytes
         * @param whole whether that is all of it
         */
        void line(long number, long offset, byte[] json, boolean whole) throws IOException;
    }

    /**
     * Where the intact lines end.
     *
     * @param intactBytes length of the file without a torn last line
     * @param tornBytes length of the torn last line; 0 if there is none
     * @param tornLine its number, from 1
     */
    record End(long intactBytes, long tornBytes, long tornLine) {}

    /** Reads all lines; throws {@link DamagedJournalException} at the first that is damaged. */
    End readAll(Visitor visitor) throws IOException {
        final Line line = new Line();
        final byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                int from = 0;
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        line.feed(buffer, from, i);
                        line.end(visitor);
                        from = i + 1;
                    }
                }
                line.feed(buffer, from, count);
            }
        }
        return new End(line.offset, line.length, line.number);
    }

    /** The JSON of the line that starts at an offset; throws {@link DamagedJournalException} if it is damaged. */
    byte[] jsonAt(long offset) throws IOException {
        final byte[] line = bytesAt(offset);
        if (!JournalRecord.isIntact(line)) {
            throw new DamagedJournalException(file, numberOf(offset), "this record's checksum does not match", null);
        }
        return Arrays.copyOfRange(line, JournalRecord.PREFIX, line.length);
    }

    /** The number, from 1, of the line that starts at an offset. */
    long numberOf(long offset) throws IOException {
        long number = 1;
        final byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            long left = offset;
            while (left > 0) {
                final int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    break;
                }
                for (int i = 0; i < count; i++) {
                    number += buffer[i] == '\n' ? 1 : 0;
                }
                left -= count;
            }
        }
        return number;
    }

    private byte[] bytesAt(long offset) throws IOException {
        final ByteArrayOutputStream line = new ByteArrayOutputStream();
        final byte[] buffer = new byte[HEAD_BYTES];
        lock.lock();
        try {
            random.seek(offset);
            while (true) {
                final int count = random.read(buffer);
                if (count < 0) {
                    throw new EOFException(file + " is shorter than when it was opened");
                }
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        line.write(buffer, 0, i);
                        return line.toByteArray();
                    }
                }
                line.write(buffer, 0, count);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        random.close();
    }

    /** The line that is being read: its start and a running checksum. */
    private final class Line {
        private final byte[] head = new byte[JournalRecord.PREFIX + HEAD_BYTES];
        private final CRC32C crc = new CRC32C();
        private long offset;
        private long length;
        private long number = 1;

        void feed(byte[] bytes, int from, int to) {
            final int intoHead = (int) Math.min(to - from, Math.max(0, head.length - length));
            System.arraycopy(bytes, from, head, (int) Math.min(length, head.length), intoHead);
            final int prefixLeft = (int) Math.max(0, JournalRecord.PREFIX - length);
            final int summedFrom = Math.min(to, from + prefixLeft);
            crc.update(bytes, summedFrom, to - summedFrom);
            length += to - from;
        }

        void end(Visitor visitor) throws IOException {
            if (length <= JournalRecord.PREFIX
                    || head[JournalRecord.PREFIX - 1] != ' '
                    || JournalRecord.checksum(head) != crc.getValue()) {
                throw new DamagedJournalException(file, number, "this record's checksum does not match", null);
            }
            final int kept = (int) Math.min(length, head.length);
            visitor.line(number, offset, Arrays.copyOfRange(head, JournalRecord.PREFIX, kept), kept == length);
            offset += length + 1;
            length = 0;
            number++;
            crc.reset();
        }
    }
}
