/**
 * The append-only record of a run.
 *
 * <p>Read {@link io.ape4j.run.journal.Journal} first.
 */
@NullMarked
package io.ape4j.run.journal;

import org.jspecify.annotations.NullMarked;
