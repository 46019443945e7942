/**
 * Turns a prompt and an example into a score in [0, 1].
 *
 * <p>Read {@link io.ape4j.score.Metric} first.
 */
@NullMarked
package io.ape4j.score;

import org.jspecify.annotations.NullMarked;
