/**
 * The seam between a winner and the files of other tools: a format writes a prompt and reads it back.
 *
 * <p>Read {@link io.ape4j.export.format.ExportFormat} first.
 */
@NullMarked
package io.ape4j.export.format;

import org.jspecify.annotations.NullMarked;
