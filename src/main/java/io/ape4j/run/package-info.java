/**
 * The run folder: start, resume and replay.
 *
 * <p>Read {@link io.ape4j.run.Runs} first, then {@link io.ape4j.run.journal.Journal}.
 */
@NullMarked
package io.ape4j.run;

import org.jspecify.annotations.NullMarked;
