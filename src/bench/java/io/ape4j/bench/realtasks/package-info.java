/**
 * Searches over folders of tasks with real models, side by side with the prompts that were there before.
 *
 * <p>Read {@link io.ape4j.bench.realtasks.RealTasksBenchmark} first; {@link io.ape4j.bench.realtasks.Choices} are its
 * options.
 */
@NullMarked
package io.ape4j.bench.realtasks;

import org.jspecify.annotations.NullMarked;
