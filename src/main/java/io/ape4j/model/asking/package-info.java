/**
 * Computations that need answers of models, as values, and who runs them.
 *
 * <p>Read {@link io.ape4j.model.asking.Asking} first.
 */
@NullMarked
package io.ape4j.model.asking;

import org.jspecify.annotations.NullMarked;
