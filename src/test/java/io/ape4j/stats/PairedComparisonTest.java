package io.ape4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
    @Test
    void callsASignificantGainBetter() {
        final PairedComparison comparison = PairedComparison.compare(rights(50, 0, 40), rights(50, 0, 25), true);

        assertThat(comparison.verdict()).isEqualTo(Verdict.BETTER);
        assertThat(comparison.test()).isEqualTo("exact McNemar");
        assertThat(comparison.n()).isEqualTo(50);
        assertThat(comparison.meanWinner()).isEqualTo(0.8);
        assertThat(comparison.meanBaseline()).isEqualTo(0.5);
        assertThat(comparison.difference()).isCloseTo(0.3, within(1e-12));
        assertThat(comparison.pValue()).isCloseTo(Math.pow(2, -14), within(1e-12));
        assertThat(comparison.interval().low()).isPositive();
    }

    @Test
    void callsASignificantLossWorse() {
        assertThat(PairedComparison.compare(rights(50, 0, 25), rights(50, 0, 40), true)
                        .verdict())
                .isEqualTo(Verdict.WORSE);
        assertThat(PairedComparison.compare(reals(.2, 30), reals(.7, 30), false).verdict())
                .isEqualTo(Verdict.WORSE);
    }

    @Test
    void keepsTheUsersPromptWithoutASignificantGain() {
        final PairedComparison comparison = PairedComparison.compare(rights(50, 0, 30), rights(50, 0, 25), true);

        assertThat(comparison.verdict()).isEqualTo(Verdict.NO_GAIN);
        assertThat(comparison.verdict().text()).isEqualTo("no significant gain: keep yours");
        assertThat(comparison.interval().low()).isZero();
    }

    @Test
    void namesTheTestThatItUsed() {
        assertThat(PairedComparison.compare(reals(.5, 20), reals(.4, 20), false).test())
                .isEqualTo(PairedComparison.SIGN_FLIP);
        assertThat(PairedComparison.compare(reals(.5, 21), reals(.4, 21), false).test())
                .isEqualTo(PairedComparison.RANDOM_SIGN_FLIP);
    }

    @Test
    void exactSignFlipsOfRightAndWrongAreMcNemars() {
        final double[] winner = rights(18, 0, 12);
        final double[] baseline = rights(18, 9, 14);

        assertThat(PairedComparison.compare(winner, baseline, false).pValue())
                .isCloseTo(PairedComparison.compare(winner, baseline, true).pValue(), within(1e-12));
    }

    @Property(tries = 100)
    void theVerdictIsReadOffTheInterval(
            @ForAll @Size(12) List<@IntRange(max = 4) Integer> winner,
            @ForAll @Size(12) List<@IntRange(max = 4) Integer> baseline) {
        final PairedComparison comparison = PairedComparison.compare(quarters(winner), quarters(baseline), false);

        final Verdict read = comparison.interval().low() > 0
                ? Verdict.BETTER
                : comparison.interval().high() < 0 ? Verdict.WORSE : Verdict.NO_GAIN;
        assertThat(comparison.verdict()).isEqualTo(read);
        assertThat(comparison.interval().contains(comparison.difference())).isTrue();
    }

    @Test
    void refusesListsThatAreNoPairs() {
        assertThatThrownBy(() -> PairedComparison.compare(new double[2], new double[3], true))
                .hasMessageContaining("2 and 3");
        assertThatThrownBy(() -> PairedComparison.compare(new double[] {.5}, new double[] {1}, true))
                .hasMessageContaining("0.5");
        assertThatThrownBy(() -> PairedComparison.compare(new double[0], new double[0], true))
                .hasMessageContaining("at least one");
    }

    private static double[] rights(int n, int from, int to) {
        final double[] scores = new double[n];
        Arrays.fill(scores, from, to, 1);
        return scores;
    }

    private static double[] reals(double around, int n) {
        final double[] scores = new double[n];
        Arrays.setAll(scores, i -> around + (i % 7) / 100.0);
        return scores;
    }

    private static double[] quarters(List<Integer> values) {
        return values.stream().mapToDouble(v -> v / 4.0).toArray();
    }
}
