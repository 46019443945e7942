package io.ape4j.search.config;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What a search file says, with defaults filled in.
 *
 * @param task the task folder, resolved against the folder of the file
 * @param config what decides the result
 * @param limits what may be spent
 */
public record SearchFile(Path task, SearchConfig config, SearchLimits limits) {
    public SearchFile {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(limits, "limits");
    }
}
