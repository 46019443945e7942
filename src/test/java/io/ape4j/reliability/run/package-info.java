/**
 * RELIABILITY 1 to 6, 11, 23 and 24: what becomes of runs when the world fails them. The real program runs in a process
 * of its own, against a scripted model server here.
 *
 * <p>Read {@link io.ape4j.reliability.run.KillTest} first.
 */
@NullMarked
package io.ape4j.reliability.run;

import org.jspecify.annotations.NullMarked;
