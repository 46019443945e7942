package io.ape4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerTest {
    private static final int RUNS = Boolean.getBoolean("ape4j.long") ? 400_000 : 20_000;

    /** Four standard errors of a share of 20,000 draws. */
    private static final double ERROR = 4 * 0.5 / Math.sqrt(RUNS);

    @ParameterizedTest
    @CsvSource({"40, 0.05, 0.28", "100, 0.05, 0.15", "60, 0, 0.15", "200, 0.1, 0.1", "25, 0.02, 0.05"})
    void thePowerOfTheExactTestIsTheShareOfSimulatedComparisonsThatItTells(int examples, double worse, double gain) {
        final RandomGenerator random = new RandomStreams(7).stream("power", examples, 0);
        int told = 0;
        for (int run = 0; run < RUNS; run++) {
            int wins = 0;
            int losses = 0;
            for (int i = 0; i < examples; i++) {
                final double draw = random.nextDouble();
                wins += draw < gain + worse ? 1 : 0;
                losses += draw >= 1 - worse ? 1 : 0;
            }
            told += wins > losses && McNemar.pValue(wins, losses) < Interval.ALPHA ? 1 : 0;
        }

        final double power = new Power.Binary(0.5, worse).of(examples, gain);

        assertThat(power).isCloseTo((double) told / RUNS, within(ERROR));
    }

    @ParameterizedTest
    @CsvSource({"40, 0.5, 0.05", "100, 0.3, 0.1", "200, 0.8, 0.01", "30, 0.2, 0"})
    void theSmallestGainIsJustShown(int examples, double baseline, double worse) {
        final Power power = new Power.Binary(baseline, worse);

        final double gain = power.smallestGain(examples).orElseThrow();

        assertThat(power.of(examples, gain)).isBetween(SampleSize.POWER, SampleSize.POWER + 0.001);
        assertThat(power.of(examples, gain - 0.001)).isLessThan(SampleSize.POWER);
    }

    @Test
    void whatAGainNeedsIsWhatTheVerdictWouldSayThatItNeeds() {
        assertThat(new Power.Binary(0.5, 0.05).examples(0.1)).isEqualTo(SampleSize.ofShares(0.15, 0.05));
        assertThat(new Power.Graded(0.5, 0.3).examples(0.1)).isEqualTo(SampleSize.ofDifference(0.1, 0.3));
    }

    @Test
    void moreExamplesShowSmallerGains() {
        for (final Power power : new Power[] {Power.STANDARD_BINARY, Power.STANDARD_GRADED}) {
            double before = 1;
            for (final int examples : new int[] {30, 60, 120, 240}) {
                final double gain = power.smallestGain(examples).orElseThrow();
                assertThat(gain).isLessThan(before);
                before = gain;
            }
        }
    }

    @Test
    void whereLittleIsLeftNothingCanBeShown() {
        final Power power = Power.STANDARD_BINARY.withBaseline(0.93);

        assertThat(power.room()).isCloseTo(0.02, within(1e-9));
        assertThat(power.smallestGain(200)).isEmpty();
        assertThat(power.examples(0.05)).isEmpty();
        assertThat(Power.STANDARD_BINARY.smallestGain(0)).isEmpty();
        assertThat(Power.STANDARD_GRADED.withBaseline(0.99).smallestGain(200)).isEmpty();
    }

    @Test
    void aSmallestGainOfOtherScoresNeedsAsManyExamplesAsItWasReckonedFor() {
        final Power power = new Power.Graded(0.4, 0.25);

        final double gain = power.smallestGain(80).orElseThrow();

        assertThat(power.examples(gain).orElseThrow()).isBetween(79, 80);
        assertThat(power.of(80, gain)).isCloseTo(SampleSize.POWER, within(1e-6));
    }

    /** Half of the differences are 0, as scores often are; flips of sign know nothing of normal distributions. */
    @Test
    void theApproximationForOtherScoresIsNearToWhatTheSignFlipTestTells() {
        final RandomGenerator random = new RandomStreams(7).stream("power", 0, 1);
        final int runs = 400;
        int told = 0;
        for (int run = 0; run < runs; run++) {
            final double[] differences = new double[14];
            for (int i = 0; i < differences.length; i++) {
                differences[i] = random.nextBoolean() ? 0 : random.nextDouble(-0.2, 0.6);
            }
            told += SignFlip.test(differences).pValue() < Interval.ALPHA ? 1 : 0;
        }
        final double deviation = Math.sqrt(0.5 * (0.04 + 0.64 / 12) - 0.01);

        final double power = new Power.Graded(0.5, deviation).of(14, 0.1);

        assertThat(power).isCloseTo((double) told / runs, within(0.1));
    }

    @Test
    void anEarlierComparisonTellsWhatToAssume() {
        final double[] winner = {1, 1, 1, 0, 1, 0, 1, 1, 0, 1};
        final double[] baseline = {1, 0, 0, 1, 0, 0, 0, 1, 0, 0};

        assertThat(Power.observed(winner, baseline, true)).isEqualTo(new Power.Binary(0.3, 0.1));
        assertThat(Power.observed(winner, baseline, false).baseline()).isEqualTo(0.3);
        assertThatThrownBy(() -> Power.observed(winner, winner, false)).hasMessageContaining("standard deviation");
    }

    @Test
    void assumptionsThatContradictThemselvesAreRefused() {
        assertThatThrownBy(() -> new Power.Binary(0.1, 0.2)).hasMessageContaining("only what the baseline gets right");
        assertThatThrownBy(() -> new Power.Binary(1.5, 0)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> new Power.Graded(0.5, 0)).hasMessageContaining("above 0");
    }

    @Test
    void wholePointsAreNoneTooSmall() {
        assertThat(Power.points(0.1)).isEqualTo(10);
        assertThat(Power.points(0.1001)).isEqualTo(11);
    }
}
