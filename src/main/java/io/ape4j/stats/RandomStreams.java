package io.ape4j.stats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        try {
            final byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((seed + "|" + purpose + "|" + generation + "|" + index).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
