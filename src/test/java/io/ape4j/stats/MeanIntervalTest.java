package io.ape4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeanIntervalTest {
    /**
     * 81 of 263, 15 of 148 and 1 of 29 are in R. G. Newcombe, 1998, "Two-sided confidence intervals for the single
     * proportion", Statistics in Medicine 17, table I, method 3; all agree with statsmodels 0.15.
     */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2552885198782742, 0.36620957698280004",
        "15, 148, 0.06238639953073628, 0.16048724172330803",
        "1, 29, 0.006113214292762667, 0.17175521879320294",
        "0, 10, 0, 0.27753279986288926",
        "10, 10, 0.7224672001371106, 1",
        "7, 20, 0.18119182410108203, 0.5671457233147638",
        "150, 200, 0.6856590168795417, 0.8049183199318249"
    })
    void isWilsonsForRightOrWrong(int successes, int n, double low, double high) {
        final double[] scores = new double[n];
        Arrays.fill(scores, 0, successes, 1);

        final Interval interval = MeanInterval.of(scores, true);

        assertThat(interval.low()).isCloseTo(low, within(1e-12));
        assertThat(interval.high()).isCloseTo(high, within(1e-12));
    }

    @Test
    void staysWideWhereAllScoresAreEqual() {
        final double[] perfect = new double[20];
        Arrays.fill(perfect, 1);

        final Interval interval = MeanInterval.of(perfect, false);

        assertThat(interval.high()).isEqualTo(1);
        assertThat(interval.low()).isBetween(0.7, 0.9);
    }

    @Property(tries = 200)
    void holdsTheMeanAndStaysBetweenZeroAndOne(@ForAll @NotEmpty List<@DoubleRange(min = 0, max = 1) Double> scores) {
        final double[] values = scores.stream().mapToDouble(d -> d).toArray();

        final Interval interval = MeanInterval.of(values, false);

        assertThat(interval.contains(Arrays.stream(values).sum() / values.length))
                .isTrue();
        assertThat(interval.low()).isNotNegative();
        assertThat(interval.high()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 40, 150})
    void coversTheTrueMeanAtLeastAboutAsOftenAsItSays(int n) {
        assertThat(coverage(n, 0.5, Random::nextDouble)).isGreaterThan(0.94);
        assertThat(coverage(n, 1.0 / 3, random -> Math.pow(random.nextDouble(), 2)))
                .isGreaterThan(0.94);
        assertThat(coverage(n, 0.85, random -> random.nextInt(10) < 7 ? 1 : 0.5))
                .isGreaterThan(0.94);
        assertThat(coverage(n, 0.95, random -> random.nextInt(20) == 0 ? 0 : 1)).isGreaterThan(0.92);
    }

    private static double coverage(int n, double mean, ToDoubleFunction<Random> draw) {
        int covered = 0;
        final int trials = 2000;
        final Random random = new Random(7);
        for (int trial = 0; trial < trials; trial++) {
            final double[] scores = new double[n];
            Arrays.setAll(scores, i -> draw.applyAsDouble(random));
            covered += MeanInterval.of(scores, false).contains(mean) ? 1 : 0;
        }
        return (double) covered / trials;
    }

    @Test
    void refusesWhatIsNoScore() {
        assertThatThrownBy(() -> MeanInterval.of(new double[] {Double.NaN}, false))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> MeanInterval.of(new double[] {0.5}, true)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> MeanInterval.of(new double[0], false)).hasMessageContaining("at least one");
        assertThatThrownBy(() -> WilsonInterval.of(3, 2)).hasMessageContaining("3 successes of 2");
    }
}
