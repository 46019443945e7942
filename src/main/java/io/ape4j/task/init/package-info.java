/**
 * Makes new task folders, from nothing or from a table of examples.
 *
 * <p>Read {@link io.ape4j.task.init.TaskInit} first.
 */
@NullMarked
package io.ape4j.task.init;

import org.jspecify.annotations.NullMarked;
