/**
 * Ways to find the best of some contenders whose true accuracies are known, side by side.
 *
 * <p>Read {@link io.ape4j.bench.racing.RacingMethod} first; {@link io.ape4j.bench.racing.Contest} is what they are measured
 * on.
 */
@NullMarked
package io.ape4j.bench.racing;

import org.jspecify.annotations.NullMarked;
