/**
 * Strict, bounded reading of text, lines, JSON lines, CSV and YAML, with the place of everything that is read.
 *
 * <p>Read {@link io.ape4j.task.text.TextFault} first, then {@link io.ape4j.task.text.Rows}.
 */
@NullMarked
package io.ape4j.task.text;

import org.jspecify.annotations.NullMarked;
