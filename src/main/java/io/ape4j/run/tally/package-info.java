/**
 * Counts what models answered in a run, for its result.
 *
 * <p>Read {@link io.ape4j.run.tally.Tally} first.
 */
@NullMarked
package io.ape4j.run.tally;

import org.jspecify.annotations.NullMarked;
