package io.ape4j.score;

import io.ape4j.task.Task;

/**
 * Makes a {@link Metric} from a task's {@link io.ape4j.task.MetricSpec}. Implementations are found through
 * {@link java.util.ServiceLoader}: one class and one line in
 * {@code META-INF/services/io.ape4j.score.MetricProvider} add a metric.
 */
public interface MetricProvider {
    /** What {@code metric.type} says in the task file, e.g. {@code exact-match}. */
    String type();

    /**
     * Makes the metric.
     *
     * @throws IllegalArgumentException if an option is missing, unknown or wrong; the message names the option, its
     *     value and what would do
     */
    Metric create(Task task);
}
