package io.ape4j.stats.sequential;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Distributions of values in [-1, 1] with a known mean. */
enum Draws {
    FAIR(0, random -> random.nextBoolean() ? 1 : -1),
    MOSTLY_TIES(0, random -> random.nextInt(10) > 0 ? 0 : random.nextBoolean() ? 1 : -1),
    RARE_LARGE_GAINS(0, random -> random.nextInt(20) == 0 ? 0.95 : -0.05),
    RARE_LARGE_LOSSES(0, random -> random.nextInt(20) == 0 ? -0.95 : 0.05),
    UNIFORM(0, random -> 2 * random.nextDouble() - 1),
    CONSTANT(0, random -> 0),
    SMALL_GAIN(0.1, random -> random.nextDouble() < 0.55 ? 1 : -1),
    GAIN_AMONG_TIES(0.1, random -> random.nextInt(10) > 2 ? 0 : random.nextInt(3) > 0 ? 1 : -1),
    LARGE_LOSS(-0.6, random -> random.nextInt(5) == 0 ? 1 : -1);

    final double mean;
    private final ToDoubleFunction<SplittableRandom> draw;

    Draws(double mean, ToDoubleFunction<SplittableRandom> draw) {
        this.mean = mean;
        this.draw = draw;
    }

    double[] values(int count, long seed) {
        final SplittableRandom random = new SplittableRandom(seed * 7919 + ordinal());
        return DoubleStream.generate(() -> draw.applyAsDouble(random))
                .limit(count)
                .toArray();
    }

    /** The same in random order. */
    static double[] shuffled(double[] values, long seed) {
        final SplittableRandom random = new SplittableRandom(~seed);
        final double[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            final int other = random.nextInt(i + 1);
            final double kept = shuffled[i];
            shuffled[i] = shuffled[other];
            shuffled[other] = kept;
        }
        return shuffled;
    }
}
