/**
 * Asks the proposer for prompts: templates, the facts they are given, and what is done to their answers.
 *
 * <p>Read {@link io.ape4j.propose.Proposer} first. Operators are in {@link io.ape4j.propose.operator}.
 */
@NullMarked
package io.ape4j.propose;

import org.jspecify.annotations.NullMarked;
