package io.ape4j.stats;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What the final test can show before anything is measured: the probability that it tells a true gain, two-sided at
 * .05, under assumptions that are stated. The number of examples that a gain needs is that of {@link SampleSize}.
 */
public sealed interface Power {
    /** How often a gain shows that is said to, in words for people: {@link SampleSize#POWER}. */
    String OFTEN = "4 times in 5";

    /** What is assumed of 0/1 scores where nothing is known: the baseline right on half, one example of twenty worse. */
    Binary STANDARD_BINARY = new Binary(0.5, 0.05);
    /** What is assumed of other scores where nothing is known. */
    Graded STANDARD_GRADED = new Graded(0.5, 0.3);

    /** A gain in whole points, a hundredth each, none too small. */
    static int points(double gain) {
        return (int) Math.ceil(100 * (gain - SampleSize.NO_DIFFERENCE));
    }

    /** The standard assumptions about a metric's scores. */
    static Power standard(boolean binary) {
        return binary ? STANDARD_BINARY : STANDARD_GRADED;
    }

    /**
     * What the scores of an earlier comparison say. They are themselves a sample, as good as it is large.
     *
     * @param winner scores in [0, 1], one per example
     * @param baseline scores of the same examples in the same order
     */
    static Power observed(double[] winner, double[] baseline, boolean binary) {
        Scores.checkPaired(winner, baseline, binary);
        final double mean = Scores.mean(baseline);
        return binary
                ? new Binary(mean, (double) Scores.wins(baseline, winner) / winner.length)
                : new Graded(mean, Scores.deviation(Scores.differences(winner, baseline)));
    }

    /** Mean score of the baseline, in [0, 1]. */
    double baseline();

    /** The same assumptions about a baseline of another score, as far as they fit it. */
    Power withBaseline(double score);

    /** The largest gain that there is room for: to a winner that is right wherever the assumptions let it be. */
    double room();

    /**
     * The probability to show a true gain with so many examples.
     *
     * @param examples at least 1
     * @param gain in [0, 1]
     */
    double of(int examples, double gain);

    /** The examples needed to show a gain with {@link SampleSize#POWER}; absent if there is no room for it, or no end. */
    OptionalInt examples(double gain);

    /** The smallest gain that so many examples show with {@link SampleSize#POWER}; absent if there is no room for it. */
    OptionalDouble smallestGain(int examples);

    /**
     * 0/1 scores, by the exact McNemar test: of all examples the share {@code worse} gets worse, and the share
     * {@code worse} + gain gets better, of those that the baseline has wrong. Summed over the numbers of both, without an
     * approximation.
     *
     * @param baseline share that the baseline gets right
     * @param worse share of all examples that only the baseline gets right; at most {@code baseline}
     */
    record Binary(double baseline, double worse) implements Power {
        private static final int BISECTIONS = 40;

        public Binary {
            requireShare("the baseline's score", baseline);
            requireShare("the share of examples that get worse", worse);
            if (worse > baseline) {
                throw new IllegalArgumentException("only what the baseline gets right can get worse: " + worse
                        + " of all examples can't, where it gets " + baseline + " right");
            }
        }

        @Override
        public Power withBaseline(double score) {
            return new Binary(score, Math.min(worse, score));
        }

        @Override
        public double room() {
            return Math.max(0, 1 - baseline - worse);
        }

        @Override
        public double of(int examples, double gain) {
            return gain + worse == 0 ? 0 : SampleSize.power(examples, gain + worse, worse);
        }

        @Override
        public OptionalInt examples(double gain) {
            return gain > room() + SampleSize.NO_DIFFERENCE
                    ? OptionalInt.empty()
                    : SampleSize.ofShares(gain + worse, worse);
        }

        /** One more win where there was a tie never takes significance away, so that power grows with the gain. */
        @Override
        public OptionalDouble smallestGain(int examples) {
            if (examples < 1 || room() == 0 || of(examples, room()) < SampleSize.POWER) {
                return OptionalDouble.empty();
            }
            double tooSmall = 0;
            double enough = room();
            for (int i = 0; i < BISECTIONS; i++) {
                final double middle = (tooSmall + enough) / 2;
                if (of(examples, middle) < SampleSize.POWER) {
                    tooSmall = middle;
                } else {
                    enough = middle;
                }
            }
            return OptionalDouble.of(enough);
        }
    }

    /**
     * Other scores, by the same normal approximation of a paired test as {@link SampleSize#ofDifference}.
     *
     * @param baseline mean score of the baseline
     * @param deviation standard deviation of the paired differences, above 0
     */
    record Graded(double baseline, double deviation) implements Power {
        private static final double UNKNOWN_VARIANCE = Interval.Z * Interval.Z / 2;

        public Graded {
            requireShare("the baseline's score", baseline);
            if (!(deviation > 0 && deviation <= 1)) {
                throw new IllegalArgumentException(
                        "the standard deviation of the differences lies above 0 and is at most 1, not " + deviation);
            }
        }

        @Override
        public Power withBaseline(double score) {
            return new Graded(score, deviation);
        }

        @Override
        public double room() {
            return 1 - baseline;
        }

        @Override
        public double of(int examples, double gain) {
            if (examples < SampleSize.smallestSignificant()) {
                return 0;
            }
            final double standardised = gain / deviation * Math.sqrt(examples - UNKNOWN_VARIANCE);
            return NormalDistribution.of(0, 1).survivalProbability(Interval.Z - standardised);
        }

        @Override
        public OptionalInt examples(double gain) {
            return gain > room() + SampleSize.NO_DIFFERENCE
                    ? OptionalInt.empty()
                    : SampleSize.ofDifference(gain, deviation);
        }

        @Override
        public OptionalDouble smallestGain(int examples) {
            if (examples < SampleSize.smallestSignificant()) {
                return OptionalDouble.empty();
            }
            final double gain = SampleSize.Z_BOTH * deviation / Math.sqrt(examples - UNKNOWN_VARIANCE);
            return gain > room() + SampleSize.NO_DIFFERENCE ? OptionalDouble.empty() : OptionalDouble.of(gain);
        }
    }

    private static void requireShare(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " lies in [0, 1], not " + value);
        }
    }
}
