/**
 * Ways to run the loop, each after a published method.
 *
 * <p>Read {@link io.ape4j.search.strategy.EvolutionStrategy} first, the default; {@link
 * io.ape4j.search.strategy.Strategies} lists them all.
 */
@NullMarked
package io.ape4j.search.strategy;

import org.jspecify.annotations.NullMarked;
