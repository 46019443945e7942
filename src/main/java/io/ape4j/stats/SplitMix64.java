package io.ape4j.stats;

/**
 * A generator of 64 random bits (G. L. Steele, D. Lea and C. H. Flood, 2014, "Fast splittable pseudorandom number
 * generators", OOPSLA, figure 14 with their published constants). Own code because a verdict has to be the same on every
 * JDK, and no JDK promises that of its own generator of this kind.
 */
final class SplitMix64 {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix64(long seed) {
        state = seed;
    }

    long next() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
