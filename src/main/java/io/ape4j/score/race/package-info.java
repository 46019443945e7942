/**
 * Spends examples on prompts block by block, the same examples for all.
 *
 * <p>Read {@link io.ape4j.score.race.IndexRace} first; {@link io.ape4j.score.race.ScoreBoard} remembers every score.
 */
@NullMarked
package io.ape4j.score.race;

import org.jspecify.annotations.NullMarked;
