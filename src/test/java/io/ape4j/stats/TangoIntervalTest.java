package io.ape4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TangoIntervalTest {
    /**
     * The first is the airway example of Fagerland, Lydersen and Laake, 2014, "Recommended tests and confidence intervals
     * for paired binomial proportions", Statistics in Medicine 33: (-0.517, -0.026). All were computed with SciPy from
     * the definition: the likelihood maximised numerically under the assumed difference, not Tango's closed form.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 7, 21, -0.5172322772714654, -0.026003032518823372",
        "40, 20, 160, 0.030864532488933814, 0.21806424403039903",
        "10, 2, 50, 0.028057993843221184, 0.30050481113613414",
        "9, 0, 40, 0.11766353796609387, 0.3750309674226248",
        "0, 0, 30, -0.11351339317399696, 0.11351339317399696",
        "3, 3, 6, -0.6247673870346893, 0.6247673870346893",
        "12, 9, 200, -0.03210735962727313, 0.06358632828859541",
        "59, 16, 161, 0.16752051346570704, 0.3621934008869307"
    })
    void isTheScoreInterval(int better, int worse, int n, double low, double high) {
        final Interval interval = TangoInterval.of(better, worse, n);

        assertThat(interval.low()).isCloseTo(low, within(1e-7));
        assertThat(interval.high()).isCloseTo(high, within(1e-7));
    }

    @Test
    void endsAtZeroWhereOnlyTheAsymptoticTestIsSignificant() {
        final Interval interval = TangoInterval.agreeing(1, 7, 21);

        assertThat(interval.high()).isZero();
        assertThat(interval.low()).isCloseTo(-0.5172, within(1e-4));
    }

    @Test
    void excludesZeroOnTheRightSideJustWhenTheExactTestIsSignificantForAllTablesUpToForty() {
        for (int n = 1; n <= 40; n++) {
            for (int better = 0; better <= n; better++) {
                for (int worse = 0; worse <= n - better; worse++) {
                    assertAgreement(better, worse, n);
                }
            }
        }
    }

    @Test
    void agreesAlsoAtTheEdgeOfSignificanceOfManyDiscordantPairs() {
        for (int discordant = 50; discordant <= 2000; discordant += 37) {
            for (int better = discordant / 2; better <= discordant / 2 + 150 && better <= discordant; better++) {
                assertAgreement(better, discordant - better, 2000);
            }
        }
    }

    private static void assertAgreement(int better, int worse, int n) {
        final Interval interval = TangoInterval.agreeing(better, worse, n);
        final boolean significant = McNemar.pValue(better, worse) < Interval.ALPHA;

        assertThat(!interval.contains(0))
                .as("%d against %d of %d: %s", better, worse, n, interval)
                .isEqualTo(significant);
        assertThat(interval.contains((double) (better - worse) / n)).isTrue();
        assertThat(interval.low()).isGreaterThanOrEqualTo(-1);
        assertThat(interval.high()).isLessThanOrEqualTo(1);
        if (significant) {
            assertThat(interval.low() > 0).isEqualTo(better > worse);
        }
    }

    /** The coverage is summed over all tables: no simulation. */
    @ParameterizedTest
    @CsvSource({"30, 0.1, 0.1", "30, 0.3, 0.1", "30, 0.2, 0.05", "50, 0.1, 0.3", "50, 0.05, 0.02", "50, 0.4, 0.2"})
    void coversTheTrueDifferenceAboutAsOftenAsItSays(int n, double better, double worse) {
        double covered = 0;
        for (int discordant = 0; discordant <= n; discordant++) {
            final double share = BinomialDistribution.of(n, better + worse).probability(discordant);
            for (int wins = 0; wins <= discordant; wins++) {
                final double probability = share
                        * BinomialDistribution.of(discordant, better / (better + worse))
                                .probability(wins);
                final Interval interval = TangoInterval.agreeing(wins, discordant - wins, n);
                covered += interval.contains(better - worse) ? probability : 0;
            }
        }

        assertThat(covered).isBetween(0.93, 1.0);
    }

    @Test
    void refusesTablesThatCantBe() {
        assertThatThrownBy(() -> TangoInterval.of(3, 3, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
