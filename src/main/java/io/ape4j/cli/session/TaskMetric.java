package io.ape4j.cli.session;

import io.ape4j.cli.option.UsageException;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.task.InvalidSettingsException;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import java.nio.file.Path;

/** Makes the metric of a task that was read from files. */
public final class TaskMetric {
    private TaskMetric() {}

    /**
     * Looks at the settings of a task that is being read.
     *
     * @throws InvalidSettingsException with all that is wrong with them
     */
    public static void check(Task task) {
        try {
            Metrics.check(task);
        } catch (InvalidSettingsException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            // Examples that don't fit the metric have no place in the task file; making the metric tells of them.
        }
    }

    /**
     * The metric.
     *
     * @param source the task folder or file
     * @throws io.ape4j.task.file.InvalidFileException if the task file says what no metric takes, with its places
     * @throws UsageException if the examples don't fit the metric
     */
    public static Metric of(Task task, Path source) {
        try {
            return Metrics.of(task);
        } catch (InvalidSettingsException e) {
            throw TaskReader.located(source, e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(source + ": " + e.getMessage(), e);
        }
    }
}
