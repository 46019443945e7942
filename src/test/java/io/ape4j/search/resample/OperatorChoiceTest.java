package io.ape4j.search.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ape4j.propose.operator.AskingOperator;
import io.ape4j.propose.operator.DemonstrationChoice;
import io.ape4j.propose.operator.FreeOperator;
import io.ape4j.propose.operator.Operator;
import io.ape4j.propose.operator.Operators;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorChoiceTest {
    private static final List<Operator> THREE =
            List.of(AskingOperator.PARAPHRASE, AskingOperator.REPAIR, FreeOperator.CLAUSE);

    private static final double[] THIRD = {1.0 / 3};

    @Test
    void withoutAnyGainEachHasTheSameChance() {
        assertThat(OperatorChoice.shares(THREE, List.of())).containsOnly(THIRD, within(1e-12));
        assertThat(OperatorChoice.shares(THREE, List.of(brought("repair", 0, 50))))
                .containsOnly(THIRD, within(1e-12));
    }

    @Test
    void whatBroughtMoreForItsCallsIsChosenMoreOften() {
        final double[] shares = OperatorChoice.shares(
                THREE, List.of(brought("repair", 0.5, 50), brought("paraphrase", 0.1, 50), brought("clause", 0, 50)));

        assertThat(shares[1]).isGreaterThan(0.5);
        assertThat(shares[0]).isBetween(shares[2], shares[1]);
        assertThat(Arrays.stream(shares).sum()).isEqualTo(1, within(1e-12));
    }

    @Test
    void theSameGainForMoreCallsIsWorthLess() {
        final double[] shares = OperatorChoice.shares(
                THREE,
                List.of(brought("repair", 0.3, 40), brought("paraphrase", 0.3, 400), brought("clause", 0.3, 40)));

        assertThat(shares[1]).isEqualTo(shares[2], within(1e-12));
        assertThat(shares[0]).isLessThan(shares[1] / 2);
    }

    @Test
    void nobodyIsStarved() {
        final double[] shares = OperatorChoice.shares(
                THREE,
                List.of(brought("repair", 100, 50), brought("paraphrase", 0, 10_000), brought("clause", 0, 9_000)));

        assertThat(Arrays.stream(shares).boxed())
                .allSatisfy(share -> assertThat(share).isGreaterThanOrEqualTo(0.25 / 3));
    }

    @Test
    void oneLuckyChildDecidesLittle() {
        final double[] shares = OperatorChoice.shares(
                THREE, List.of(brought("repair", 0.05, 5), brought("paraphrase", 0.2, 60), brought("clause", 0.2, 60)));

        assertThat(shares[1]).isLessThan(0.55);
    }

    @Test
    void whatIsNotAmongTheChoicesDoesNotCount() {
        assertThat(OperatorChoice.shares(THREE, List.of(brought("cross", 5, 50))))
                .containsOnly(THIRD, within(1e-12));
    }

    @Test
    void choicesFallByTheirShares() {
        final List<OperatorYield> yields = List.of(brought("repair", 1, 50), brought("paraphrase", 0.2, 50));
        final double[] shares = OperatorChoice.shares(THREE, yields);
        final SplittableRandom random = new SplittableRandom(1);
        final int[] counts = new int[3];
        IntStream.range(0, 20_000)
                .forEach(i -> counts[THREE.indexOf(OperatorChoice.ADAPTIVE.choose(THREE, yields, random))]++);

        for (int i = 0; i < 3; i++) {
            assertThat(counts[i] / 20_000.0).isEqualTo(shares[i], within(0.015));
        }
    }

    @ParameterizedTest
    @EnumSource(OperatorChoice.class)
    void theSameChanceChoosesTheSame(OperatorChoice choice) {
        final List<OperatorYield> yields = List.of(brought("repair", 1, 50));

        assertThat(choice.choose(Operators.all(), yields, new SplittableRandom(5)))
                .isSameAs(choice.choose(Operators.all(), yields, new SplittableRandom(5)));
        assertThat(OperatorChoice.named(choice.configName())).isSameAs(choice);
    }

    @Test
    void unknownNamesAreRefused() {
        assertThatThrownBy(() -> OperatorChoice.named("greedy"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no operatorChoice \"greedy\"; choices are uniform, adaptive");
        assertThatThrownBy(() -> new Resampling(List.of(), OperatorChoice.UNIFORM, DemonstrationChoice.RANDOM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name at least one");
    }

    @Test
    void operatorsAreKeptOnceEachInTheirOwnOrder() {
        final Resampling some = new Resampling(
                List.of("trigger", "differential", "cross"), OperatorChoice.UNIFORM, DemonstrationChoice.RANDOM);
        final Resampling sets =
                new Resampling(List.of("all", "standard"), OperatorChoice.UNIFORM, DemonstrationChoice.RANDOM);

        assertThat(some.operators()).containsExactly("cross", "differential", "trigger");
        assertThat(sets.choices()).isEqualTo(Operators.all());
        assertThat(Resampling.STANDARD.operators())
                .hasSize(12)
                .doesNotContain("cross-mutate", "differential", "zero-order", "first-order", "demonstration-set");
    }

    private static OperatorYield brought(String operator, double gain, long calls) {
        return new OperatorYield(operator, 10, 8, 4, gain, calls);
    }
}
