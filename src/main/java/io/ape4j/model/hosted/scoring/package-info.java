/**
 * How servers tell the log-probability of a given answer.
 *
 * <p>Read {@link io.ape4j.model.hosted.scoring.ScoringProtocol} first.
 */
@NullMarked
package io.ape4j.model.hosted.scoring;

import org.jspecify.annotations.NullMarked;
