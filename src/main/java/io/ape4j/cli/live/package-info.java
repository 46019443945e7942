/**
 * The page of a run while it goes on.
 *
 * <p>Read {@link io.ape4j.cli.live.LiveReport} first.
 */
@NullMarked
package io.ape4j.cli.live;

import org.jspecify.annotations.NullMarked;
