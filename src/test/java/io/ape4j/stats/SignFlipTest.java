package io.ape4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SignFlipTest {
    private static final double[] TWELVE = {.2, -.2, .1, .4, .3, -.15, .6, .05, .35, -.05, .45, .25};

    /** Expected values: SciPy 1.17 {@code permutation_test(permutation_type='samples', n_resamples=inf)}. */
    @Test
    void givesTheExactPValueOfFewDifferences() {
        assertThat(SignFlip.test(TWELVE).pValue()).isEqualTo(0.02734375);
        assertThat(SignFlip.test(new double[] {.5, -.25, .125, .75, 1, .25, -.1, .3})
                        .pValue())
                .isEqualTo(0.0703125);
        assertThat(SignFlip.test(new double[] {.1, .1, .1, .1, .1, .1}).pValue())
                .isEqualTo(0.03125);
        assertThat(SignFlip.test(new double[] {0, 0, .3, .2, .1, .4, .5, .6, 0}).pValue())
                .isEqualTo(0.03125);
    }

    /** SciPy's p-value at every shift in steps of 0.001 is at least .05 just between these. */
    @Test
    void theIntervalHoldsTheShiftsThatTheTestDoesNotReject() {
        final Interval interval = SignFlip.test(TWELVE).interval();

        assertThat(interval.low()).isBetween(0.033, 0.034);
        assertThat(interval.high()).isBetween(0.350, 0.351);
    }

    /** SciPy with two million flips says 0.0539. */
    @Test
    void estimatesThePValueOfManyDifferences() {
        final double[] sixty = IntStream.range(0, 60)
                .mapToDouble(i -> ((i * 37) % 41 - 17) / 40.0)
                .toArray();

        final SignFlip.Result result = SignFlip.test(sixty);

        assertThat(result.exact()).isFalse();
        assertThat(result.pValue()).isCloseTo(0.0539, within(0.002));
        assertThat(result.interval().contains(0)).isTrue();
    }

    @Test
    void isExactForFewNonzeroDifferencesAmongMany() {
        final double[] few = {.3, .2, .1, .4, .5, .6};
        final double[] many = Arrays.copyOf(few, 200);

        final SignFlip.Result result = SignFlip.test(many);

        assertThat(result.exact()).isTrue();
        assertThat(result.pValue()).isEqualTo(SignFlip.test(few).pValue());
        assertThat(result.interval().low()).isPositive();
    }

    @Test
    void equalScoresAreNoDifference() {
        for (final int n : List.of(1, 10, 100)) {
            final SignFlip.Result result = SignFlip.test(new double[n]);

            assertThat(result.pValue()).isEqualTo(1);
            assertThat(result.interval().contains(0)).isTrue();
        }
    }

    @Test
    void fiveExamplesProveNothing() {
        final SignFlip.Result result = SignFlip.test(new double[] {1, 1, 1, 1, 1});

        assertThat(result.pValue()).isEqualTo(0.0625);
        assertThat(result.interval()).isEqualTo(new Interval(-1, 1));
    }

    @Test
    void thePValueOfManyEqualGainsIsNotZero() {
        final double[] gains = new double[200];
        Arrays.fill(gains, 0.3);

        assertThat(SignFlip.test(gains).pValue()).isPositive().isLessThan(1e-4);
    }

    @Property(tries = 100)
    void testAndIntervalAgreeForFewDifferences(
            @ForAll @Size(min = 1, max = 14) List<@DoubleRange(min = -1, max = 1) Double> differences) {
        assertAgreement(differences.stream().mapToDouble(d -> d).toArray());
    }

    @Test
    void testAndIntervalAgreeForManyDifferencesNearSignificance() {
        for (int seed = 0; seed < 12; seed++) {
            final Random random = new Random(seed);
            final int nonzero = seed % 2 == 0 ? 18 : 60;
            final double shift = 0.1 + 0.02 * seed;
            final double[] differences = IntStream.range(0, 80)
                    .mapToDouble(i -> i < nonzero ? Math.min(1, shift + random.nextDouble() - 0.5) : 0)
                    .toArray();

            assertAgreement(differences);
        }
    }

    private static void assertAgreement(double[] differences) {
        final SignFlip.Result result = SignFlip.test(differences);
        final Interval interval = result.interval();

        assertThat(!interval.contains(0)).isEqualTo(result.pValue() < Interval.ALPHA);
        if (!interval.contains(0)) {
            assertThat(interval.low() > 0).isEqualTo(Arrays.stream(differences).sum() > 0);
        }
        final SignFlip.Result mirrored =
                SignFlip.test(Arrays.stream(differences).map(d -> -d).toArray());
        assertThat(mirrored.pValue()).isEqualTo(result.pValue());
        assertThat(mirrored.interval().low()).isEqualTo(0.0 - interval.high());
    }

    @Test
    void coversTheTrueMeanAboutAsOftenAsItSays() {
        int covered = 0;
        final int trials = 1500;
        for (int trial = 0; trial < trials; trial++) {
            final Random random = new Random(trial);
            final double[] differences = IntStream.range(0, 10)
                    .mapToDouble(i -> 0.1 + 0.8 * (random.nextDouble() - 0.5))
                    .toArray();
            covered += SignFlip.test(differences).interval().contains(0.1) ? 1 : 0;
        }

        assertThat((double) covered / trials).isBetween(0.935, 0.975);
    }
}
