/**
 * Scores by the log-probability of given texts as the answer: one pass, no sampling.
 *
 * <p>Read {@link io.ape4j.score.likelihood.LabelLikelihood} first; {@link io.ape4j.score.likelihood.Ranking} says where
 * a search uses it.
 */
@NullMarked
package io.ape4j.score.likelihood;

import org.jspecify.annotations.NullMarked;
