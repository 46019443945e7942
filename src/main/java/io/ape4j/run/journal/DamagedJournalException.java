package io.ape4j.run.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A journal holds a record that is not what was written. Nothing is skipped: the message names file and line. */
public final class DamagedJournalException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;
    private final long line;

    DamagedJournalException(Path file, long line, String what, @Nullable Throwable cause) {
        super(
                file + ":" + line + ": " + what
                        + ". Restore this file from a copy, or start a new run: what was bought is still in the cache",
                new IOException(what, cause));
        this.line = line;
    }

    /** The number of the damaged line, from 1. */
    public long line() {
        return line;
    }
}
