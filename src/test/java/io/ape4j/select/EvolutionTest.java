package io.ape4j.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole numbers evolve towards 37; children differ from their parents by little. */
class EvolutionTest {
    private static final int BEST = 37;

    @ParameterizedTest
    @EnumSource
    void findsTheMaximumOfASimpleFunctionWithEverySelector(Selection selection) {
        final List<Integer> last = evolve(selection, Selection.TRUNCATION, 5, 150, List.of(0, 1));

        assertThat(last.get(0)).isEqualTo(BEST);
    }

    @ParameterizedTest
    @EnumSource
    void survivorsMayBeChosenByAnySelector(Selection selection) {
        final Numbers problem = new Numbers();

        final List<Integer> last =
                evolution(problem, Selection.TOURNAMENT, selection, 5).evolve(List.of(0, 1), generations(60));

        assertThat(problem.tried).hasSizeGreaterThan(20).containsAll(last);
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedEvolvesTheSame(Selection selection) {
        final Numbers first = new Numbers();
        final Numbers second = new Numbers();

        final List<Integer> once = evolution(first, selection, selection, 5).evolve(List.of(0, 9), generations(20));
        final List<Integer> twice = evolution(second, selection, selection, 5).evolve(List.of(0, 9), generations(20));

        assertThat(twice).isEqualTo(once);
        assertThat(second.batches).isEqualTo(first.batches);
    }

    @Test
    void otherSeedsEvolveOtherwise() {
        final Set<List<List<Integer>>> ways = new HashSet<>();
        for (int seed = 0; seed < 5; seed++) {
            final Numbers problem = new Numbers();
            evolution(problem, Selection.TOURNAMENT, Selection.TRUNCATION, seed)
                    .evolve(List.of(0, 5, 9, 14), generations(10));
            ways.add(problem.batches);
        }

        assertThat(ways).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 30})
    void anyNumberMayBeginAndTheBestOfThemIsNeverLost(int count) {
        final List<Integer> first = IntStream.range(0, count).boxed().toList();

        final List<Integer> last = evolve(Selection.TOURNAMENT, Selection.TRUNCATION, 1, 3, first);

        assertThat(last).doesNotHaveDuplicates();
        assertThat(Numbers.worth(last.get(0))).isGreaterThanOrEqualTo(Numbers.worth(count - 1));
    }

    @Test
    void withoutAGenerationTheFirstAreRanked() {
        assertThat(evolve(Selection.ELITE, Selection.TRUNCATION, 1, 0, List.of(3, 40, 0, 37, 3)))
                .containsExactly(37, 40, 3, 0);
    }

    @Test
    void equalFitnessIsNoTrouble() {
        for (final Selection selection : Selection.values()) {
            final Evolution.Problem<Integer> flat = new Evolution.Problem<>() {
                @Override
                public List<Double> fitness(List<Integer> population) {
                    return population.stream().map(individual -> 0.0).toList();
                }

                @Override
                public List<Integer> offspring(List<Integer> parents, int generation) {
                    return parents.stream().map(parent -> parent + generation).toList();
                }
            };

            assertThat(new Evolution<>(flat, new Evolution.Parameters(4, 2, selection, selection, 1))
                            .evolve(List.of(1, 2), generations(10)))
                    .isNotEmpty();
        }
    }

    @Test
    void childrenThatCouldNotBeMadeChangeNothing() {
        final Evolution.Problem<Integer> barren = new Evolution.Problem<>() {
            @Override
            public List<Double> fitness(List<Integer> population) {
                return population.stream().map(Numbers::worth).toList();
            }

            @Override
            public List<Integer> offspring(List<Integer> parents, int generation) {
                return parents;
            }
        };

        assertThat(new Evolution<>(
                                barren, new Evolution.Parameters(4, 2, Selection.TOURNAMENT, Selection.TRUNCATION, 1))
                        .evolve(List.of(1, 2, 3), generations(5)))
                .startsWith(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5})
    void offspringMustLeaveRoom(int offspring) {
        assertThatThrownBy(() -> new Evolution.Parameters(4, offspring, Selection.TOURNAMENT, Selection.TRUNCATION, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(offspring));
    }

    @ParameterizedTest
    @EnumSource
    void everySelectorIsFoundByItsName(Selection selection) {
        assertThat(Selection.named(selection.configName())).isEqualTo(selection);
        assertThatThrownBy(() -> Selection.named(selection.name() + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tournament");
    }

    private static List<Integer> evolve(
            Selection parents, Selection survivors, long seed, int generations, List<Integer> first) {
        return evolution(new Numbers(), parents, survivors, seed).evolve(first, generations(generations));
    }

    private static Evolution<Integer> evolution(
            Evolution.Problem<Integer> problem, Selection parents, Selection survivors, long seed) {
        return new Evolution<>(problem, new Evolution.Parameters(8, 4, parents, survivors, seed));
    }

    private static BooleanSupplier generations(int most) {
        final int[] left = {most};
        return () -> left[0]-- > 0;
    }

    private static final class Numbers implements Evolution.Problem<Integer> {
        private final List<List<Integer>> batches = new ArrayList<>();
        private final Set<Integer> tried = new HashSet<>();

        @Override
        public List<Double> fitness(List<Integer> population) {
            batches.add(population);
            tried.addAll(population);
            return population.stream().map(Numbers::worth).toList();
        }

        static double worth(int number) {
            return 1.0 / (1 + Math.abs(number - BEST));
        }

        @Override
        public List<Integer> offspring(List<Integer> parents, int generation) {
            final List<Integer> children = new ArrayList<>();
            for (int i = 0; i < parents.size(); i++) {
                children.add(parents.get(i) + (generation * 31 + i * 17) % 7 - 3);
            }
            return children;
        }
    }
}
