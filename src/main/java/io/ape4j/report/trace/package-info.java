/**
 * What a search tells while it runs, kept for whoever shows it.
 *
 * <p>Read {@link io.ape4j.report.trace.Trace} first.
 */
@NullMarked
package io.ape4j.report.trace;

import org.jspecify.annotations.NullMarked;
