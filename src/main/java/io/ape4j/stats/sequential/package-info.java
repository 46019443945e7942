/**
 * Tests and intervals that stay valid however often they are looked at. Plain mathematics, no other package.
 *
 * <p>Read {@link io.ape4j.stats.sequential.BettingTest} first: money won by betting against a hypothesis is evidence
 * against it; {@link io.ape4j.stats.sequential.ConfidenceSequence} holds the means that are not refuted.
 */
@NullMarked
package io.ape4j.stats.sequential;

import org.jspecify.annotations.NullMarked;
