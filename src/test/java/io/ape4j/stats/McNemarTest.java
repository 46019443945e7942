package io.ape4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {
    /** Expected values: statsmodels 0.15 {@code mcnemar(exact=True)}; 1 and 7 is also in Fagerland et al., 2014. */
    @ParameterizedTest
    @CsvSource({
        "1, 7, 0.0703125",
        "10, 2, 0.03857421875",
        "6, 0, 0.03125",
        "5, 0, 0.0625",
        "25, 9, 0.00904118549078703",
        "59, 16, 6.114156572521501e-07",
        "121, 59, 4.4344492637551645e-06",
        "3, 3, 1",
        "2, 1, 1",
        "1, 2, 1",
        "0, 0, 1"
    })
    void givesTheExactTwoSidedPValue(int better, int worse, double expected) {
        assertThat(McNemar.pValue(better, worse)).isCloseTo(expected, within(1e-12 + expected * 1e-9));
    }

    @Test
    void refusesNegativeCounts() {
        assertThatThrownBy(() -> McNemar.pValue(-1, 2)).hasMessageContaining("-1");
    }

    @Property(tries = 200)
    void isSymmetricAndNeverZero(@ForAll @IntRange(max = 5000) int better, @ForAll @IntRange(max = 5000) int worse) {
        final double p = McNemar.pValue(better, worse);

        assertThat(p).isPositive().isLessThanOrEqualTo(1);
        assertThat(McNemar.pValue(worse, better)).isCloseTo(p, within(1e-12));
    }
}
