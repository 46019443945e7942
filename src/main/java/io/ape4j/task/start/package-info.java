/**
 * Makes new task folders.
 *
 * <p>Read {@link io.ape4j.task.start.NewTask} first.
 */
@NullMarked
package io.ape4j.task.start;

import org.jspecify.annotations.NullMarked;
