/**
 * The command line: parses, calls the layers below, prints. No logic of its own.
 *
 * <p>Read {@link io.ape4j.cli.Main} first.
 */
@NullMarked
package io.ape4j.cli;

import org.jspecify.annotations.NullMarked;
