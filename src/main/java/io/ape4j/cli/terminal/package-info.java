/**
 * What stands between the commands and a terminal: streams, progress, signals.
 *
 * <p>Read {@link io.ape4j.cli.terminal.Terminal} first.
 */
@NullMarked
package io.ape4j.cli.terminal;

import org.jspecify.annotations.NullMarked;
