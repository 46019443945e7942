/**
 * What ape4j's speed and worth are measured with; {@code src/bench/run} starts it. Nothing of it is shipped.
 *
 * <p>Read {@link io.ape4j.bench.Benchmark} first.
 */
@NullMarked
package io.ape4j.bench;

import org.jspecify.annotations.NullMarked;
