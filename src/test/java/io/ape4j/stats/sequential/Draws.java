package io.ape4j.stats.sequential;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/** Distributions of values in [-1, 1] with a known mean. */
enum Draws {
    FAIR(0),
    MOSTLY_TIES(0),
    RARE_LARGE_GAINS(0),
    RARE_LARGE_LOSSES(0),
    UNIFORM(0),
    CONSTANT(0),
    SMALL_GAIN(0.1),
    GAIN_AMONG_TIES(0.1),
    LARGE_LOSS(-0.6);

    final double mean;

    Draws(double mean) {
        this.mean = mean;
    }

    double[] values(int count, long seed) {
        final SplittableRandom random = new SplittableRandom(seed * 7919 + name().hashCode());
        return DoubleStream.generate(() -> draw(random)).limit(count).toArray();
    }

    private double draw(SplittableRandom random) {
        return switch (this) {
            case FAIR -> random.nextBoolean() ? 1 : -1;
            case MOSTLY_TIES -> random.nextInt(10) > 0 ? 0 : random.nextBoolean() ? 1 : -1;
            case RARE_LARGE_GAINS -> random.nextInt(20) == 0 ? 0.95 : -0.05;
            case RARE_LARGE_LOSSES -> random.nextInt(20) == 0 ? -0.95 : 0.05;
            case UNIFORM -> 2 * random.nextDouble() - 1;
            case CONSTANT -> 0;
            case SMALL_GAIN -> random.nextDouble() < 0.55 ? 1 : -1;
            case GAIN_AMONG_TIES -> random.nextInt(10) > 2 ? 0 : random.nextInt(3) > 0 ? 1 : -1;
            case LARGE_LOSS -> random.nextInt(5) == 0 ? 1 : -1;
        };
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
