/**
 * Commands that look at runs.
 *
 * <p>Read {@link io.ape4j.cli.command.view.ReportCommand} first.
 */
@NullMarked
package io.ape4j.cli.command.view;

import org.jspecify.annotations.NullMarked;
