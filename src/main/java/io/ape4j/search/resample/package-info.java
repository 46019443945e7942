/**
 * Which operators make offspring, how one is chosen, and what each has brought.
 *
 * <p>Read {@link io.ape4j.search.resample.OperatorChoice} first; {@link io.ape4j.search.resample.Births} remembers.
 */
@NullMarked
package io.ape4j.search.resample;

import org.jspecify.annotations.NullMarked;
