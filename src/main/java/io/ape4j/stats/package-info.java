/**
 * Paired tests and intervals behind the final verdict. Plain mathematics, no other package.
 *
 * <p>Read {@link io.ape4j.stats.PairedComparison} first: a test, and an interval that excludes 0 exactly when the test
 * is significant.
 */
@NullMarked
package io.ape4j.stats;

import org.jspecify.annotations.NullMarked;
