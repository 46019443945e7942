package io.ape4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizeTest {
    /** Expected values: summed with SciPy's binomial distribution. */
    @ParameterizedTest
    @CsvSource({
        "50, 0.3, 0.1, 0.5466886111979192",
        "100, 0.2, 0.1, 0.37304557793063176",
        "80, 0.25, 0.05, 0.9082850206773557"
    })
    void computesThePowerOfTheExactTest(int n, double better, double worse, double expected) {
        assertThat(SampleSize.power(n, better, worse)).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.2, 0.1", "0.3, 0.1", "0.25, 0.05", "0.1, 0", "0.05, 0.02", "0.1, 0.3"})
    void asksForAboutAsManyExamplesAsThePowerNeeds(double better, double worse) {
        final int n = SampleSize.ofShares(better, worse).orElseThrow();

        assertThat(SampleSize.power(n, better, worse)).isBetween(0.8, 0.86);
    }

    /** Connor's formula says 233 for shares of .2 and .1; the exact test needs some more. */
    @Test
    void isALittleAboveConnorsFormula() {
        assertThat(SampleSize.ofShares(0.2, 0.1).orElseThrow()).isBetween(234, 265);
    }

    /** statsmodels' {@code TTestPower().solve_power} says 127.5 and 33.4. */
    @Test
    void agreesWithTheTTestForOtherScores() {
        assertThat(SampleSize.ofDifference(0.05, 0.2)).hasValue(128);
        assertThat(SampleSize.ofDifference(-0.1, 0.2)).hasValue(34);
    }

    @Test
    void noDifferenceNeedsNoNumber() {
        assertThat(SampleSize.ofShares(0.2, 0.2)).isEqualTo(OptionalInt.empty());
        assertThat(SampleSize.ofDifference(0, 0.2)).isEqualTo(OptionalInt.empty());
        assertThat(SampleSize.ofShares(0.2001, 0.2)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void readsTheObservedScores() {
        final double[] winner = new double[100];
        Arrays.fill(winner, 0, 20, 1);
        final double[] baseline = new double[100];
        Arrays.fill(baseline, 20, 30, 1);

        assertThat(SampleSize.of(winner, baseline, true)).isEqualTo(SampleSize.ofShares(0.2, 0.1));
        assertThat(SampleSize.of(winner, baseline, false).orElseThrow()).isBetween(200, 250);
    }

    @Test
    void fewerThanSixDiscordantPairsAreNeverSignificant() {
        assertThat(SampleSize.smallestSignificant()).isEqualTo(6);
    }

    @Test
    void refusesWhatAreNoShares() {
        assertThatThrownBy(() -> SampleSize.ofShares(0.7, 0.5)).hasMessageContaining("0.7");
    }
}
