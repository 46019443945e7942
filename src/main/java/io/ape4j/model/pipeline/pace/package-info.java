/**
 * Finds out how many requests at once, and how many a second, a server bears, and gives out turns accordingly.
 *
 * <p>Read {@link io.ape4j.model.pipeline.pace.Pace} first.
 */
@NullMarked
package io.ape4j.model.pipeline.pace;

import org.jspecify.annotations.NullMarked;
