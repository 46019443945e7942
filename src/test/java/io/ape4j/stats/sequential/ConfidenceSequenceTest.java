package io.ape4j.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfidenceSequenceTest {
    private static final double ERROR_RATE = 0.05;
    private static final int SEQUENCES = Boolean.getBoolean("ape4j.long") ? 4_000 : 150;
    private static final int VALUES = 150;
    /** Three standard errors of a share of 5%. */
    private static final double TOLERANCE = 3 * Math.sqrt(ERROR_RATE * (1 - ERROR_RATE) / SEQUENCES);

    @ParameterizedTest
    @EnumSource(names = {"FAIR", "MOSTLY_TIES", "RARE_LARGE_LOSSES", "GAIN_AMONG_TIES", "LARGE_LOSS"})
    void holdsTheMeanAtAllTimesAsOftenAsItSays(Draws draws) {
        int missed = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            final ConfidenceSequence interval = filled(ConfidenceSequence.of(ERROR_RATE), draws.values(VALUES, seed));
            // It never grows: what it holds at the end it always held.
            missed += interval.contains(draws.mean) ? 0 : 1;
        }

        assertThat((double) missed / SEQUENCES).isLessThan(ERROR_RATE + TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAIR", "GAIN_AMONG_TIES"})
    void holdsTheMeanOfAPopulationInRandomOrderAsOftenAsItSays(Draws draws) {
        final double[] population = draws.values(VALUES, 1);
        final double mean = Arrays.stream(population).average().orElseThrow();
        int missed = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            final ConfidenceSequence interval =
                    filled(ConfidenceSequence.of(ERROR_RATE, VALUES), Draws.shuffled(population, seed));
            missed += interval.low() <= mean + 1e-9 && mean - 1e-9 <= interval.high() ? 0 : 1;
        }

        assertThat((double) missed / SEQUENCES).isLessThan(ERROR_RATE + TOLERANCE);
    }

    @Test
    void endsAtTheMeanWhereTheWholePopulationWasSeen() {
        final double[] population = Draws.GAIN_AMONG_TIES.values(200, 5);
        final double mean = Arrays.stream(population).average().orElseThrow();

        final ConfidenceSequence interval = filled(ConfidenceSequence.of(ERROR_RATE, 200), population);

        assertThat(interval.low()).isCloseTo(mean, within(2 * ConfidenceSequence.RESOLUTION));
        assertThat(interval.high()).isCloseTo(mean, within(2 * ConfidenceSequence.RESOLUTION));
    }

    @Test
    void neverGrowsAndNarrowsAroundTheMean() {
        final ConfidenceSequence interval = ConfidenceSequence.of(ERROR_RATE);
        double low = -1;
        double high = 1;
        for (final double value : Draws.SMALL_GAIN.values(2000, 11)) {
            interval.add(value);

            assertThat(interval.low()).isGreaterThanOrEqualTo(low);
            assertThat(interval.high()).isLessThanOrEqualTo(high);
            low = interval.low();
            high = interval.high();
        }

        assertThat(interval.contains(0.1)).isTrue();
        assertThat(high - low).isLessThan(0.2);
        assertThat(interval.count()).isEqualTo(2000);
    }

    @Test
    void endsWhereTheFirstMeanIsNotRefuted() {
        final double[] values = Draws.GAIN_AMONG_TIES.values(120, 2);

        final ConfidenceSequence interval = filled(ConfidenceSequence.of(ERROR_RATE), values);

        assertThat(everRejects(values, interval.low(), 1)).isTrue();
        assertThat(everRejects(values, interval.low() + ConfidenceSequence.RESOLUTION, 1))
                .isFalse();
        assertThat(everRejects(values, -interval.high(), -1)).isTrue();
        assertThat(everRejects(values, -interval.high() + ConfidenceSequence.RESOLUTION, -1))
                .isFalse();
    }

    private static boolean everRejects(double[] values, double mean, int sign) {
        final BettingTest test = BettingTest.ofMeanAtMost(mean);
        return Arrays.stream(values).anyMatch(value -> {
            test.add(sign * value);
            return test.rejects(ERROR_RATE / 2);
        });
    }

    @Test
    void mirroredValuesMirrorIt() {
        final double[] values = Draws.LARGE_LOSS.values(80, 4);

        final ConfidenceSequence interval = filled(ConfidenceSequence.of(ERROR_RATE), values);
        final ConfidenceSequence mirrored = filled(
                ConfidenceSequence.of(ERROR_RATE),
                Arrays.stream(values).map(value -> -value).toArray());

        assertThat(mirrored.low()).isEqualTo(0 - interval.high());
        assertThat(mirrored.high()).isEqualTo(0 - interval.low());
    }

    @Test
    void knowsNothingAtFirstAndRefusesWhatCantBe() {
        final ConfidenceSequence interval = ConfidenceSequence.of(ERROR_RATE);

        assertThat(interval.low()).isEqualTo(-1);
        assertThat(interval.high()).isEqualTo(1);
        assertThatThrownBy(() -> interval.add(-2)).hasMessageContaining("-2.0");
        assertThatThrownBy(() -> ConfidenceSequence.of(1)).hasMessageContaining("error rate");
    }

    private static ConfidenceSequence filled(ConfidenceSequence interval, double[] values) {
        Arrays.stream(values).forEach(interval::add);
        return interval;
    }
}
