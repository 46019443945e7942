/**
 * What a run will take, reckoned before its first call.
 *
 * <p>Read {@link io.ape4j.run.budget.Estimate} first; {@link io.ape4j.run.budget.Reckoning} looks at the task's texts.
 */
@NullMarked
package io.ape4j.run.budget;

import org.jspecify.annotations.NullMarked;
