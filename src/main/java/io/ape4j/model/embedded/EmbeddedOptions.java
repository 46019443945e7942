package io.ape4j.model.embedded;

import io.ape4j.model.ApeHome;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a GGUF file is opened.
 *
 * @param home where the native library is unpacked and checksums are remembered
 * @param name the model's name in its identity; empty for the file's name
 * @param contextTokens most tokens of prompt and answer together; the model's own limit caps it
 * @param threads of one decode. More than the free cores slow everything down; answers don't depend on it
 * @param snapshotBytes most memory for prefixes that are kept beside the resident one
 */
public record EmbeddedOptions(ApeHome home, Optional<String> name, int contextTokens, int threads, long snapshotBytes) {
    /** Environment variable that overrides the number of threads. */
    public static final String THREADS_VARIABLE = "APE_THREADS";

    public static final int DEFAULT_CONTEXT_TOKENS = 4096;

    private static final long DEFAULT_SNAPSHOT_BYTES = 256L << 20;
    private static final int MOST_DEFAULT_THREADS = 8;

    public EmbeddedOptions {
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(name, "name");
        if (contextTokens < 1 || threads < 1 || snapshotBytes < 0) {
            throw new IllegalArgumentException(
                    "contextTokens and threads must be at least 1 and snapshotBytes at least 0," + " were "
                            + contextTokens + ", " + threads + ", " + snapshotBytes);
        }
    }

    /** The defaults for this environment and machine. */
    public static EmbeddedOptions of(Map<String, String> environment) {
        return new EmbeddedOptions(
                ApeHome.of(environment),
                Optional.empty(),
                DEFAULT_CONTEXT_TOKENS,
                threads(environment, Runtime.getRuntime().availableProcessors()),
                DEFAULT_SNAPSHOT_BYTES);
    }

    /** Both of two cores; of more, half, because many of them are only second threads of one core. */
    static int threads(Map<String, String> environment, int cores) {
        final String chosen = environment.getOrDefault(THREADS_VARIABLE, "").strip();
        if (chosen.isEmpty()) {
            return cores <= 2 ? cores : Math.min(MOST_DEFAULT_THREADS, Math.max(2, cores / 2));
        }
        if (!chosen.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException(
                    THREADS_VARIABLE + " must be a whole number from 1 to 999, was \"" + chosen + "\"");
        }
        return Integer.parseInt(chosen);
    }

    public EmbeddedOptions withName(String newName) {
        return new EmbeddedOptions(home, Optional.of(newName), contextTokens, threads, snapshotBytes);
    }

    public EmbeddedOptions withHome(ApeHome newHome) {
        return new EmbeddedOptions(newHome, name, contextTokens, threads, snapshotBytes);
    }

    public EmbeddedOptions withContextTokens(int tokens) {
        return new EmbeddedOptions(home, name, tokens, threads, snapshotBytes);
    }

    public EmbeddedOptions withThreads(int count) {
        return new EmbeddedOptions(home, name, contextTokens, count, snapshotBytes);
    }

    public EmbeddedOptions withSnapshotBytes(long bytes) {
        return new EmbeddedOptions(home, name, contextTokens, threads, bytes);
    }
}
