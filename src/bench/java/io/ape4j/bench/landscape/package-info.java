/**
 * Searches over simulated executors and proposers whose true accuracies are known, so that verdicts can be checked.
 *
 * <p>Read {@link io.ape4j.bench.landscape.Landscape} first; {@link io.ape4j.bench.landscape.SimulatedSearch} searches it.
 */
@NullMarked
package io.ape4j.bench.landscape;

import org.jspecify.annotations.NullMarked;
