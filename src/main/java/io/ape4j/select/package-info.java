/**
 * Survivors and parents, chosen by the Jenetics engine; the only package that knows it.
 *
 * <p>Read {@link io.ape4j.select.Evolution} first.
 */
@NullMarked
package io.ape4j.select;

import org.jspecify.annotations.NullMarked;
