/**
 * The page of a run that goes on, served to a browser of this machine.
 *
 * <p>Read {@link io.ape4j.report.live.PageServer} first.
 */
@NullMarked
package io.ape4j.report.live;

import org.jspecify.annotations.NullMarked;
