/**
 * Scores answers by asking the judge model.
 *
 * <p>Read {@link io.ape4j.score.judge.Judge} first.
 */
@NullMarked
package io.ape4j.score.judge;

import org.jspecify.annotations.NullMarked;
