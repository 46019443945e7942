package io.ape4j.model.catalog;

import io.ape4j.model.ModelException;
import io.ape4j.model.store.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings one file into place: parts are appended to {@code NAME.part}, which survives a break; then the checksum is
 * verified, the file is forced to disk and renamed.
 */
record Fetch(Path target, long bytes, String sha256, PullListener listener) {
    static final long UNKNOWN_BYTES = -1;

    /** A file lock is the whole process's: threads must not meet at it. */
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();

    /** Where the bytes come from. */
    interface Source {
        /**
         * Appends what is missing to {@code part}, which holds the beginning that an earlier call left.
         *
         * @param work empty folder for use on the way
         */
        void appendTo(Path part, Path work, Fetch fetch) throws IOException;
    }

    Path run(String sourceName, Source source) {
        try {
            PrivateFiles.createFolders(Objects.requireNonNull(target.getParent(), "folder"));
            IN_PROCESS.lockInterruptibly();
            try (FileChannel channel =
                            FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                // Another process may have brought it while this one waited.
                if (!lock.isValid() || !Files.exists(target)) {
                    bring(sourceName, source);
                }
                return target;
            } finally {
                IN_PROCESS.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while waiting to fetch " + target);
        } catch (IOException e) {
            throw new ModelException.Rejected(
                    "can't bring " + target + ": " + e
                            + "; what arrived is kept, and the same command goes on from there",
                    e);
        }
    }

    private void bring(String sourceName, Source source) throws IOException {
        final Path part = beside(".part");
        requireSpace(part);
        listener.started(sourceName, bytes);
        final Path work = Files.createTempDirectory(target.getParent(), "fetch");
        try {
            source.appendTo(part, work, this);
        } finally {
            Folders.delete(work);
        }
        final String found = Checksums.read(part);
        if (!found.equals(sha256)) {
            final long size = Files.size(part);
            Files.delete(part);
            throw new ModelException.Rejected(
                    sourceName + " brought " + size + " bytes with SHA-256 " + found + ", expected " + sha256
                            + "; they were deleted. Try once more; if it happens again, the source has changed: give"
                            + " another model (--model /path/to/file.gguf)",
                    null);
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The file itself and, for a while, one package of it as it arrives and once more unpacked. */
    private void requireSpace(Path part) throws IOException {
        if (bytes == UNKNOWN_BYTES) {
            return;
        }
        final long there = Files.exists(part) ? Files.size(part) : 0;
        requireSpace(bytes - there + bytes / 4);
    }

    void requireSpace(long needed) throws IOException {
        final long free = Files.getFileStore(target.getParent()).getUsableSpace();
        if (free < needed) {
            throw new ModelException.Rejected(
                    "fetching " + target.getFileName() + " needs " + (needed >> 20) + " MiB in " + target.getParent()
                            + ", and " + (free >> 20) + " MiB are free; free some, or set APE_HOME to a folder on"
                            + " another disk",
                    null);
        }
    }

    private Path beside(String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }
}
