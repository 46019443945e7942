/**
 * Writes a winner to files that other tools load.
 *
 * <p>Read {@link io.ape4j.export.format.ExportFormat} first; {@link io.ape4j.export.Exports} lists them all.
 */
@NullMarked
package io.ape4j.export;

import org.jspecify.annotations.NullMarked;
