/**
 * Feeds every reader of outside data with generated inputs.
 *
 * <p>Read {@link io.ape4j.fuzz.ReadersFuzzTest} first; each package's own {@code ...Targets} say what its readers take.
 */
@NullMarked
package io.ape4j.fuzz;

import org.jspecify.annotations.NullMarked;
