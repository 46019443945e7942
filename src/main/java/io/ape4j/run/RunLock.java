package io.ape4j.run;

import io.ape4j.model.store.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right of one process to write to a run folder: a lock on the file {@value #FILE_NAME}, which holds the pid. The
 * operating system gives the lock back when the process ends, however it ends.
 */
public final class RunLock implements AutoCloseable {
    public static final String FILE_NAME = "lock";

    /** Far behind the pid, so that where locks forbid reading the pid can still be read. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** Locks of this process: closing a second channel of one file would give the first one's lock back. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks an existing run folder.
     *
     * @throws Held if a process, maybe this one, has it
     */
    public static RunLock acquire(Path folder) {
        final Path file;
        try {
            file = folder.toRealPath().resolve(FILE_NAME);
        } catch (IOException e) {
            throw new UncheckedIOException("there is no run folder " + folder, e);
        }
        if (!HELD.add(file)) {
            throw new Held(folder, ProcessHandle.current().pid());
        }
        try {
            return new RunLock(file, lock(folder, file));
        } catch (IOException e) {
            HELD.remove(file);
            throw new UncheckedIOException(
                    "can't lock " + file + ": " + e.getMessage() + "; make the run's folder writable", e);
        } catch (RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static FileChannel lock(Path folder, Path file) throws IOException {
        final FileChannel channel =
                PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            final @Nullable FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                throw new Held(folder, readPid(channel));
            }
            final byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static long readPid(FileChannel channel) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        final String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notYetWritten) {
            return Held.UNKNOWN_PID;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("can't unlock " + file + ": " + e.getMessage(), e);
        } finally {
            HELD.remove(file);
        }
    }

    /** Another process works on the run. */
    public static final class Held extends RuntimeException {
        /** The other process has not written its pid yet. */
        public static final long UNKNOWN_PID = -1;

        private static final long serialVersionUID = 1L;
        private final long pid;

        Held(Path folder, long pid) {
            super("the run " + folder + " is in use by "
                    + (pid == UNKNOWN_PID ? "another process" : "process " + pid)
                    + ": wait until it ends, or stop it");
            this.pid = pid;
        }

        /** The process that has it, or {@link #UNKNOWN_PID}. */
        public long pid() {
            return pid;
        }
    }
}
