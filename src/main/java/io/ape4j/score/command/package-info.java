/**
 * Scores answers with an external program that speaks JSON lines.
 *
 * <p>Read {@link io.ape4j.score.command.Command} first.
 */
@NullMarked
package io.ape4j.score.command;

import org.jspecify.annotations.NullMarked;
