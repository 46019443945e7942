package io.ape4j.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class FrontTest {
    private record Item(double score, double cost) {}

    @Test
    void theFrontIsWhatNothingElseIsPreferableTo() {
        final Item cheap = new Item(0.5, 10);
        final Item middle = new Item(0.7, 20);
        final Item best = new Item(0.9, 50);
        final List<Item> items = List.of(
                best, new Item(0.6, 25), cheap, new Item(0.5, 11), new Item(0.4, 10), middle, new Item(0.9, 51));

        assertThat(Front.of(items, Item::score, Item::cost)).containsExactly(cheap, middle, best);
    }

    @Test
    void ofTwinsTheFirstStandsForBoth() {
        final List<String> items = List.of("ab", "cd", "e");

        assertThat(Front.of(items, item -> item.length(), item -> item.length()))
                .containsExactly("e", "ab");
        assertThat(Front.of(List.<String>of(), item -> 0, item -> 0)).isEmpty();
    }

    /** Score is the number itself up to 40, cost the number: every number up to 40 is on the front. */
    @Test
    void evolutionWithACostKeepsTheFrontAndNotTheBestAlone() {
        final List<Integer> last = evolve(5);

        assertThat(last)
                .hasSizeGreaterThan(4)
                .allSatisfy(number -> assertThat(number).isBetween(0, 40));
        assertThat(last.get(0)).isEqualTo(40);
        assertThat(last).anyMatch(number -> number <= 3);
    }

    @Test
    void theSameSeedEvolvesTheSameFront() {
        assertThat(evolve(7)).isEqualTo(evolve(7));
    }

    @Test
    void oneIndividualHasNobodyToCompeteWith() {
        assertThat(evolve(5, List.of(0), 1)).contains(0);
    }

    private static List<Integer> evolve(long seed) {
        return evolve(seed, List.of(3, 7, 12), 80);
    }

    private static List<Integer> evolve(long seed, List<Integer> first, int generations) {
        final Evolution.Problem<Integer> numbers = new Evolution.Problem<>() {
            @Override
            public List<Double> fitness(List<Integer> population) {
                return population.stream().map(number -> Math.min(40.0, number)).toList();
            }

            @Override
            public List<Integer> offspring(List<Integer> parents, int generation) {
                final List<Integer> children = new ArrayList<>();
                for (final int parent : parents) {
                    children.add(Math.max(0, parent + (children.size() % 2 == 0 ? generation % 7 : -(generation % 5))));
                }
                return children;
            }

            @Override
            public Optional<ToDoubleFunction<Integer>> cost() {
                return Optional.of(Integer::doubleValue);
            }
        };
        final AtomicInteger generation = new AtomicInteger();
        return new Evolution<>(
                        numbers, new Evolution.Parameters(10, 5, Selection.TOURNAMENT, Selection.TRUNCATION, seed))
                .evolve(first, () -> generation.incrementAndGet() <= generations);
    }
}
