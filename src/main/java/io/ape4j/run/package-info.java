/**
 * The run folder: lock, journal, resume and replay.
 *
 * <p>Read {@link io.ape4j.run.Journal} first.
 */
@NullMarked
package io.ape4j.run;

import org.jspecify.annotations.NullMarked;
