/**
 * What is wanted: examples, metric, optional description and baseline, as immutable values, and their reader.
 *
 * <p>Read {@link io.ape4j.task.Task} first.
 */
@NullMarked
package io.ape4j.task;

import org.jspecify.annotations.NullMarked;
