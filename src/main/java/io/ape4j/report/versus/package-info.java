/**
 * The page that sets two runs side by side.
 *
 * <p>Read {@link io.ape4j.report.versus.VersusPage} first.
 */
@NullMarked
package io.ape4j.report.versus;

import org.jspecify.annotations.NullMarked;
