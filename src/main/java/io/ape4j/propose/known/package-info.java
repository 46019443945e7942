/**
 * What is known about tasks in general: a bank of often wanted instructions, each with what its examples look like, and
 * narrow questions to the proposer whose answer completes an instruction.
 *
 * <p>Read {@link io.ape4j.propose.known.KnownTasks} and {@link io.ape4j.propose.known.Angle}.
 */
@NullMarked
package io.ape4j.propose.known;

import org.jspecify.annotations.NullMarked;
