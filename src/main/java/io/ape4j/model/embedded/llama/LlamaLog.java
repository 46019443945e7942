package io.ape4j.model.embedded.llama;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** Keeps the end of what the library reports as errors, for messages; everything else is dropped. */
public final class LlamaLog implements LlamaApi.LogCallback {
    private static final int ERROR_LEVEL = 4;
    private static final int CONTINUATION_LEVEL = 5;
    private static final int MOST_CHARACTERS = 1_000;

    private final StringBuilder errors = new StringBuilder();
    private int lastLevel;

    @Override
    public synchronized void invoke(int level, @Nullable Pointer text, @Nullable Pointer userData) {
        lastLevel = level == CONTINUATION_LEVEL ? lastLevel : level;
        if (lastLevel == ERROR_LEVEL && text != null) {
            errors.append(text.getString(0, "UTF-8"));
            errors.delete(0, Math.max(0, errors.length() - MOST_CHARACTERS));
        }
    }

    public synchronized void clear() {
        errors.setLength(0);
    }

    /** The errors since {@link #clear()}, in one line. */
    public synchronized String errors() {
        return errors.toString().strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
