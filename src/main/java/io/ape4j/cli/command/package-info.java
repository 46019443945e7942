/**
 * One class a command, and what they share. Each parses, calls the layers below, prints.
 *
 * <p>Read {@link io.ape4j.cli.command.SearchCommand} first.
 */
@NullMarked
package io.ape4j.cli.command;

import org.jspecify.annotations.NullMarked;
