/**
 * Prompts as draws from a distribution over phrases, which is learnt from their scores.
 *
 * <p>Read {@link io.ape4j.search.policy.CategoricalPolicy} first; {@link io.ape4j.search.policy.PhraseSlots} says what its
 * numbers mean.
 */
@NullMarked
package io.ape4j.search.policy;

import org.jspecify.annotations.NullMarked;
