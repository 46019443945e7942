package io.ape4j.search.config;

import io.ape4j.task.SplitSpec;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What a search file says, with defaults filled in.
 *
 * @param task the task folder, resolved against the folder of the file
 * @param config what decides the result
 * @param limits what may be spent
 * @param selectCap most examples of {@code select} to use, instead of the task's own cap
 * @param testCap most examples of {@code test} to use, likewise
 */
public record SearchFile(
        Path task, SearchConfig config, SearchLimits limits, OptionalInt selectCap, OptionalInt testCap) {
    public SearchFile {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(limits, "limits");
    }

    /**
     * The task, with this file's caps.
     *
     * @throws io.ape4j.task.file.InvalidFileException with everything that is wrong in it
     */
    public Task readTask() {
        return readTask(task -> {});
    }

    /** As {@link #readTask()}; {@code settings} as {@link TaskReader#read(Path, Consumer)} has it. */
    public Task readTask(Consumer<Task> settings) {
        final Task read = TaskReader.read(task, settings);
        final SplitSpec splits = read.splits();
        return read.withSplits(new SplitSpec(
                splits.propose(),
                splits.select(),
                splits.test(),
                selectCap.orElse(splits.selectCap()),
                testCap.orElse(splits.testCap())));
    }
}
