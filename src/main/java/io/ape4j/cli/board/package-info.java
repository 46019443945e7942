/**
 * What is shown while models are asked: a board that is redrawn on a terminal, plain lines elsewhere.
 *
 * <p>Read {@link io.ape4j.cli.board.Progress} first.
 */
@NullMarked
package io.ape4j.cli.board;

import org.jspecify.annotations.NullMarked;
