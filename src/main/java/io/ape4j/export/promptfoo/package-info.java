/**
 * Scores of ape4j in promptfoo's language, so that its own run gives the same ones.
 *
 * <p>Read {@link io.ape4j.export.promptfoo.MetricScript} first.
 */
@NullMarked
package io.ape4j.export.promptfoo;

import org.jspecify.annotations.NullMarked;
