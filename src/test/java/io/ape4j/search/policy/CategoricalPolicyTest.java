package io.ape4j.search.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ape4j.stats.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two slots of three and two phrases, so that every expectation can be enumerated. */
class CategoricalPolicyTest {
    private static final List<Integer> SIZES = List.of(3, 2);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.9})
    void theExpectedEstimateIsTheGradientOfTheExpectedReward(double floor) {
        final CategoricalPolicy policy = uneven().withFloor(floor);

        final List<double[]> expected = zero();
        for (final List<Integer> first : choices()) {
            for (final List<Integer> second : choices()) {
                final List<double[]> estimate =
                        policy.gradient(List.of(first, second), List.of(reward(first), reward(second)));
                add(expected, estimate, probability(policy, first) * probability(policy, second));
            }
        }

        for (int slot = 0; slot < SIZES.size(); slot++) {
            for (int phrase = 0; phrase < SIZES.get(slot); phrase++) {
                assertThat(expected.get(slot)[phrase]).isCloseTo(difference(policy, slot, phrase), within(1e-8));
            }
        }
    }

    @Test
    void theEstimateIsUnbiasedWithThreeDrawsToo() {
        final CategoricalPolicy policy = uneven().withFloor(0.2);

        final List<double[]> expected = zero();
        for (final List<Integer> one : choices()) {
            for (final List<Integer> two : choices()) {
                for (final List<Integer> three : choices()) {
                    add(
                            expected,
                            policy.gradient(List.of(one, two, three), List.of(reward(one), reward(two), reward(three))),
                            probability(policy, one) * probability(policy, two) * probability(policy, three));
                }
            }
        }

        assertThat(expected.get(0)[1]).isCloseTo(difference(policy, 0, 1), within(1e-8));
        assertThat(expected.get(1)[0]).isCloseTo(difference(policy, 1, 0), within(1e-8));
    }

    @Test
    void rewardsThatAreAllEqualMoveNothing() {
        final List<double[]> gradient =
                uneven().gradient(List.of(List.of(0, 0), List.of(1, 1), List.of(2, 0)), List.of(0.7, 0.7, 0.7));

        assertThat(gradient.get(0)).containsExactly(new double[] {0, 0, 0}, within(1e-12));
        assertThat(gradient.get(1)).containsExactly(new double[] {0, 0}, within(1e-12));
    }

    @Test
    void theFloorKeepsEveryPhrasePossible() {
        final CategoricalPolicy sure = CategoricalPolicy.uniform(SIZES)
                .moved(List.of(new double[] {50, 0, 0}, new double[] {0, 50}), 1)
                .withFloor(0.3);

        assertThat(sure.probabilities(0)).containsExactly(new double[] {0.8, 0.1, 0.1}, within(1e-9));
        assertThat(sure.probabilities(1)).containsExactly(new double[] {0.15, 0.85}, within(1e-9));
        assertThat(sure.mode()).containsExactly(0, 1);
    }

    @Test
    void phrasesAreDrawnAsOftenAsTheyAreProbable() {
        final CategoricalPolicy policy = uneven().withFloor(0.1);
        final RandomGenerator random = new RandomStreams(1).stream("draws", 0, 0);
        final int draws = 20_000;

        final int[] counts = new int[3];
        for (int i = 0; i < draws; i++) {
            counts[policy.sample(random).get(0)]++;
        }

        for (int phrase = 0; phrase < counts.length; phrase++) {
            assertThat((double) counts[phrase] / draws).isCloseTo(policy.probabilities(0)[phrase], within(0.015));
        }
    }

    @Test
    void itLearnsTwoPhrasesThatOnlyHelpTogether() {
        CategoricalPolicy policy = CategoricalPolicy.uniform(List.of(6, 6)).withFloor(0.1);
        final ToDoubleFunction<List<Integer>> together = choice -> choice.equals(List.of(4, 2)) ? 1 : 0;

        for (int step = 0; step < 400; step++) {
            final List<List<Integer>> drawn = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                drawn.add(policy.sample(new RandomStreams(3).stream("draw", step, i)));
            }
            policy = policy.moved(
                    policy.gradient(
                            drawn, drawn.stream().map(together::applyAsDouble).toList()),
                    1);
        }

        assertThat(policy.mode()).containsExactly(4, 2);
        assertThat(policy.probabilities(0)[4] * policy.probabilities(1)[2]).isGreaterThan(0.7);
    }

    @Test
    void oneDrawHasNothingToBeComparedWith() {
        final CategoricalPolicy policy = uneven();

        assertThatThrownBy(() -> policy.gradient(List.of(List.of(0, 0)), List.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least two draws");
        assertThatThrownBy(() -> policy.withFloor(1.5)).hasMessageContaining("1.5");
    }

    private static CategoricalPolicy uneven() {
        return CategoricalPolicy.uniform(SIZES).moved(List.of(new double[] {0.4, -0.7, 0.1}, new double[] {1.1, 0}), 1);
    }

    /** Phrases interact: the last combination is worth more than its parts. */
    private static double reward(List<Integer> choice) {
        return 0.1 * choice.get(0) + 0.3 * choice.get(1) + (choice.equals(List.of(2, 1)) ? 0.5 : 0);
    }

    private static double expectedReward(CategoricalPolicy policy) {
        return choices().stream()
                .mapToDouble(choice -> probability(policy, choice) * reward(choice))
                .sum();
    }

    private static double difference(CategoricalPolicy policy, int slot, int phrase) {
        final double step = 1e-5;
        final List<double[]> along = zero();
        along.get(slot)[phrase] = 1;
        return (expectedReward(policy.moved(along, step)) - expectedReward(policy.moved(along, -step))) / (2 * step);
    }

    private static double probability(CategoricalPolicy policy, List<Integer> choice) {
        return policy.probabilities(0)[choice.get(0)] * policy.probabilities(1)[choice.get(1)];
    }

    private static List<List<Integer>> choices() {
        final List<List<Integer>> all = new ArrayList<>();
        for (int first = 0; first < SIZES.get(0); first++) {
            for (int second = 0; second < SIZES.get(1); second++) {
                all.add(List.of(first, second));
            }
        }
        return all;
    }

    private static List<double[]> zero() {
        return SIZES.stream().map(size -> new double[size]).toList();
    }

    private static void add(List<double[]> sum, List<double[]> other, double weight) {
        for (int slot = 0; slot < sum.size(); slot++) {
            for (int phrase = 0; phrase < sum.get(slot).length; phrase++) {
                sum.get(slot)[phrase] += weight * other.get(slot)[phrase];
            }
        }
    }
}
