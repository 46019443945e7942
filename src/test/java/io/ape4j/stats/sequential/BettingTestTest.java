package io.ape4j.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BettingTestTest {
    private static final double ERROR_RATE = 0.05;
    private static final int SEQUENCES = Boolean.getBoolean("ape4j.long") ? 20_000 : 2_000;
    /** Three standard errors of a share of 5%. */
    private static final double TOLERANCE = 3 * Math.sqrt(ERROR_RATE * (1 - ERROR_RATE) / SEQUENCES);

    @ParameterizedTest
    @EnumSource(names = {"FAIR", "MOSTLY_TIES", "RARE_LARGE_GAINS", "RARE_LARGE_LOSSES", "UNIFORM", "CONSTANT"})
    void aTrueHypothesisIsEverRejectedAtMostAsOftenAsTheErrorRateSays(Draws draws) {
        final double share =
                shareEverRejected(seed -> draws.values(400, seed), () -> BettingTest.ofMeanAtMost(draws.mean));

        assertThat(share).isLessThan(ERROR_RATE + TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"20, 20, 0", "5, 5, 30", "1, 1, 60", "30, 10, 0"})
    void soItIsForPopulationsInRandomOrder(int gains, int losses, int ties) {
        final double[] population = population(gains, losses, ties);
        final double mean = Arrays.stream(population).average().orElseThrow();

        final double share = shareEverRejected(
                seed -> Draws.shuffled(population, seed), () -> BettingTest.ofMeanAtMost(mean, population.length));

        assertThat(share).isLessThan(ERROR_RATE + TOLERANCE);
    }

    @Test
    void soItIsForASkewedPopulationOfFractions() {
        final double[] population =
                IntStream.range(0, 42).mapToDouble(i -> i < 2 ? 1 : -0.05).toArray();

        final double share =
                shareEverRejected(seed -> Draws.shuffled(population, seed), () -> BettingTest.ofMeanAtMost(0, 42));

        assertThat(share).isLessThan(ERROR_RATE + TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void theEValueIsTheMeanCapitalOfEightBets(Draws draws) {
        final double[] values = draws.values(60, 3);
        for (final double nullMean : new double[] {-0.3, 0, 0.2}) {
            final BettingTest endless = BettingTest.ofMeanAtMost(nullMean);
            final BettingTest ofPopulation = BettingTest.ofMeanAtMost(nullMean, 500);
            for (int n = 0; n < values.length; n++) {
                endless.add(values[n]);
                ofPopulation.add(values[n]);

                assertIsClose(endless.eValue(), reference(values, n + 1, nullMean, Integer.MAX_VALUE));
                assertIsClose(ofPopulation.eValue(), reference(values, n + 1, nullMean, 500));
                assertThat(endless.logEValue()).isCloseTo(Math.log(endless.eValue()), within(1e-9));
            }
        }
    }

    /** Written from the paper: capital times (1 + bet * (value - mean left)), bets as shares of 1 / (1 + mean left). */
    private static double reference(double[] values, int n, double nullMean, int population) {
        double total = 0;
        for (int share = 1; share <= 8; share++) {
            double capital = 1;
            double drawn = 0;
            for (int i = 0; i < n; i++) {
                final double meanLeft =
                        population == Integer.MAX_VALUE ? nullMean : (population * nullMean - drawn) / (population - i);
                final double bet = 0.95 * share / 8 / (1 + meanLeft);
                capital *= 1 + bet * (values[i] - meanLeft);
                drawn += values[i];
            }
            total += capital;
        }
        return total / 8;
    }

    private static void assertIsClose(double actual, double expected) {
        assertThat(actual / expected).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(names = {"SMALL_GAIN", "GAIN_AMONG_TIES"})
    void moreValuesShowAGainMoreOften(Draws draws) {
        final double few = power(draws, 100);
        final double more = power(draws, 300);
        final double many = power(draws, 3000);

        assertThat(few).isLessThan(more);
        assertThat(more).isLessThan(many);
        assertThat(many).isGreaterThan(0.9);
    }

    private static double power(Draws draws, int count) {
        return shareEverRejected(seed -> draws.values(count, seed), () -> BettingTest.ofMeanAtMost(0), 400);
    }

    @Test
    void aKnownPopulationShowsAGainWithFewerValues() {
        final double[] population = population(45, 25, 30);
        int endless = 0;
        int known = 0;
        for (int seed = 0; seed < 200; seed++) {
            final double[] values = Draws.shuffled(population, seed);
            endless += valuesToReject(values, BettingTest.ofMeanAtMost(0));
            known += valuesToReject(values, BettingTest.ofMeanAtMost(0, 100));
        }

        assertThat(known).isLessThan((int) (0.85 * endless));
    }

    private static int valuesToReject(double[] values, BettingTest test) {
        for (int n = 0; n < values.length; n++) {
            test.add(values[n]);
            if (test.rejects(ERROR_RATE)) {
                return n + 1;
            }
        }
        return values.length;
    }

    @Test
    void isCertainOnceTheRestCantMakeUpForIt() {
        final BettingTest test = BettingTest.ofMeanAtMost(0, 10);

        IntStream.range(0, 5).forEach(i -> test.add(1));
        assertThat(test.eValue()).isFinite();

        test.add(1);
        assertThat(test.eValue()).isInfinite();
        assertThat(test.logEValue()).isInfinite();
    }

    @Test
    void isNeverCertainOfWhatIsFalse() {
        for (int seed = 0; seed < 200; seed++) {
            final BettingTest test = BettingTest.ofMeanAtMost(0, 40);
            for (final double value : Draws.shuffled(population(20, 20, 0), seed)) {
                test.add(value);
            }

            assertThat(test.eValue()).isFinite();
        }
    }

    @Test
    void manyThousandsOfValuesNeitherOverflowNorVanish() {
        final BettingTest test = BettingTest.ofMeanAtMost(0);

        IntStream.range(0, 20_000).forEach(i -> test.add(-1));
        assertThat(test.eValue()).isZero();
        // The smallest bet, .95 / 8, has lost least.
        assertThat(test.logEValue()).isCloseTo(20_000 * Math.log(1 - 0.95 / 8) - Math.log(8), within(1e-6));

        IntStream.range(0, 60_000).forEach(i -> test.add(1));
        assertThat(test.eValue()).isInfinite();
        assertThat(test.logEValue()).isCloseTo(best(20_000, 60_000) - Math.log(8), within(1e-4));
        assertThat(test.count()).isEqualTo(80_000);
    }

    private static double best(int losses, int gains) {
        return IntStream.rangeClosed(1, 8)
                .mapToDouble(i -> losses * Math.log(1 - 0.95 * i / 8) + gains * Math.log(1 + 0.95 * i / 8))
                .max()
                .orElseThrow();
    }

    @Test
    void anythingAboveTheLowestMeanRefutesIt() {
        final BettingTest test = BettingTest.ofMeanAtMost(-1);

        test.add(-1);
        assertThat(test.rejects(ERROR_RATE)).isFalse();

        test.add(-0.9);
        assertThat(test.rejects(ERROR_RATE)).isTrue();
    }

    @Test
    void refusesWhatCantBe() {
        final BettingTest one = BettingTest.ofMeanAtMost(0, 1);
        one.add(0);

        assertThatThrownBy(() -> one.add(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> BettingTest.ofMeanAtMost(0).add(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> BettingTest.ofMeanAtMost(0).add(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> BettingTest.ofMeanAtMost(2)).hasMessageContaining("2.0");
        assertThatThrownBy(() -> BettingTest.ofMeanAtMost(0, 0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> one.rejects(0)).hasMessageContaining("error rate");
    }

    private static double[] population(int gains, int losses, int ties) {
        return IntStream.range(0, gains + losses + ties)
                .mapToDouble(i -> i < gains ? 1 : i < gains + losses ? -1 : 0)
                .toArray();
    }

    @FunctionalInterface
    private interface Sequence {
        double[] of(long seed);
    }

    private static double shareEverRejected(Sequence sequence, Supplier<BettingTest> begin) {
        return shareEverRejected(sequence, begin, SEQUENCES);
    }

    private static double shareEverRejected(Sequence sequence, Supplier<BettingTest> begin, int sequences) {
        int rejected = 0;
        for (int seed = 0; seed < sequences; seed++) {
            final BettingTest test = begin.get();
            rejected += Arrays.stream(sequence.of(seed)).anyMatch(value -> {
                        test.add(value);
                        return test.rejects(ERROR_RATE);
                    })
                    ? 1
                    : 0;
        }
        return (double) rejected / sequences;
    }
}
