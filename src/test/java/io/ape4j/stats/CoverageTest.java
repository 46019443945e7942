package io.ape4j.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the intervals of the final verdict hold the truth, and how often the verdict is wrong where nothing differs. */
class CoverageTest {
    private static final boolean LONG = Boolean.getBoolean("ape4j.long");

    /** Summed over all outcomes: no simulation. Wilson's interval covers 95% on average over shares, not at each. */
    @ParameterizedTest
    @ValueSource(ints = {20, 50, 100, 200})
    void wilsonsIntervalHoldsTheShareOnAverageAndNeverMuchLess(int n) {
        double sum = 0;
        double least = 1;
        final int shares = 91;
        for (int i = 0; i < shares; i++) {
            final double share = 0.05 + 0.01 * i;
            final double covered = wilsonCoverage(n, share);
            sum += covered;
            least = Math.min(least, covered);
        }

        assertThat(sum / shares).isBetween(0.945, 0.965);
        assertThat(least).isGreaterThan(0.91);
    }

    private static double wilsonCoverage(int n, double share) {
        final BinomialDistribution distribution = BinomialDistribution.of(n, share);
        double covered = 0;
        for (int successes = 0; successes <= n; successes++) {
            covered += WilsonInterval.of(successes, n).contains(share) ? distribution.probability(successes) : 0;
        }
        return covered;
    }

    @ParameterizedTest
    @CsvSource({"40, .2, .05", "100, .2, .05", "200, .2, .05", "200, .15, .15", "200, .02, .01", "100, .4, .4"})
    void theIntervalOfRightAndWrongHoldsTheDifference(int n, double better, double worse) {
        final int trials = LONG ? 20_000 : 2_000;
        final SplittableRandom random = new SplittableRandom(n * 31L + Double.hashCode(better));
        int covered = 0;
        int significant = 0;
        for (int trial = 0; trial < trials; trial++) {
            final double[] winner = new double[n];
            final double[] baseline = new double[n];
            for (int i = 0; i < n; i++) {
                final double draw = random.nextDouble();
                winner[i] = draw < better ? 1 : 0;
                baseline[i] = draw > 1 - worse ? 1 : 0;
            }
            final PairedComparison comparison = PairedComparison.compare(winner, baseline, true);
            covered += comparison.interval().contains(better - worse) ? 1 : 0;
            significant += comparison.isSignificant() ? 1 : 0;
        }

        assertThat((double) covered / trials).isGreaterThan(0.95 - 0.02);
        if (better == worse) {
            assertThat((double) significant / trials).isLessThan(0.05 + tolerance(trials));
        }
    }

    /** The sign-flip interval assumes that differences spread evenly around their mean; so do these. */
    @ParameterizedTest
    @CsvSource({"15, .2", "40, .1"})
    void theIntervalOfOtherScoresHoldsTheDifference(int n, double mean) {
        final int trials = (LONG ? 20 : 1) * (n <= 20 ? 250 : 80);
        final SplittableRandom random = new SplittableRandom(n);
        int covered = 0;
        for (int trial = 0; trial < trials; trial++) {
            final double[] differences = new double[n];
            // Steps, as of metrics that count words.
            Arrays.setAll(differences, i -> mean + (random.nextInt(129) - 64) / 128.0);
            covered += SignFlip.test(differences).interval().contains(mean) ? 1 : 0;
        }

        assertThat((double) covered / trials).isGreaterThan(0.95 - tolerance(trials));
    }

    /** Three standard errors of a share of 5%. */
    private static double tolerance(int trials) {
        return 3 * Math.sqrt(0.05 * 0.95 / trials);
    }
}
