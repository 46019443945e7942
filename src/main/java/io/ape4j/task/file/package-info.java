/**
 * Reads, checks and starts task folders: every error of a file in one go, each with its place and what to do.
 *
 * <p>Read {@link io.ape4j.task.file.TaskReader} first; {@link io.ape4j.task.file.CheckedYaml} serves any YAML file
 * that has a schema.
 */
@NullMarked
package io.ape4j.task.file;

import org.jspecify.annotations.NullMarked;
