/**
 * The metrics that compare an answer with references, one class each.
 *
 * <p>Read {@link io.ape4j.score.metric.ExactMatch} first; {@link io.ape4j.score.metric.MetricSettings} is what a metric
 * of your own starts from too.
 */
@NullMarked
package io.ape4j.score.metric;

import org.jspecify.annotations.NullMarked;
