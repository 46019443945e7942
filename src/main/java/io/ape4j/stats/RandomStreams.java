package io.ape4j.stats;

import io.ape4j.task.text.Sha256;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The only source of randomness of a run: independent streams derived from (seed, purpose, generation, index), so that
 * nothing depends on how many numbers something else drew.
 *
 * @param seed the run's seed
 */
public record RandomStreams(long seed) {

    public RandomGenerator stream(String purpose, long generation, long index) {
        return new SplittableRandom(derive(purpose, generation, index));
    }

    /** A seed derived in the same way, for those who want a number. */
    public long derive(String purpose, long generation, long index) {
        return Sha256.number(seed + "|" + purpose + "|" + generation + "|" + index);
    }
}
