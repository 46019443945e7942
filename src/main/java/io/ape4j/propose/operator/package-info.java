/**
 * Makes prompts from prompts: operators that ask the proposer, and free genetic ones.
 *
 * <p>Read {@link io.ape4j.propose.operator.Operator} first; {@link io.ape4j.propose.operator.Operators} lists them all.
 */
@NullMarked
package io.ape4j.propose.operator;

import org.jspecify.annotations.NullMarked;
