/**
 * Finds held-out examples that were copied into prompts.
 *
 * <p>Read {@link io.ape4j.score.copied.HeldOut} first.
 */
@NullMarked
package io.ape4j.score.copied;

import org.jspecify.annotations.NullMarked;
