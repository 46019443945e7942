package io.ape4j.search.strategy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Candidates that are best, or tied best, on some example: Agrawal et al. 2025, "GEPA: reflective prompt evolution can
 * outperform reinforcement learning", Algorithm 2. Departs from it in two things. Not every candidate has answered every
 * example, so that each example is won among those that have; and an example on which nobody scores is won by nobody.
 *
 * @param wins by candidate, in the order in which candidates were given: on how many examples it is best; never 0
 */
record ParetoFront<C>(Map<C, Integer> wins) {
    ParetoFront {
        wins = Collections.unmodifiableMap(new LinkedHashMap<>(wins));
    }

    /**
     * The front of some candidates.
     *
     * @param scores of each candidate by example, in a map whose order breaks ties: of two that are best on the same
     *     examples the first stays
     */
    static <C, E> ParetoFront<C> of(Map<C, Map<E, Double>> scores) {
        final Map<E, Double> best = new LinkedHashMap<>();
        scores.values().forEach(own -> own.forEach((example, score) -> best.merge(example, score, Math::max)));
        final Map<C, Set<E>> won = new LinkedHashMap<>();
        scores.forEach((candidate, own) -> {
            final Set<E> examples = own.entrySet().stream()
                    .filter(entry -> entry.getValue() > 0 && entry.getValue().equals(best.get(entry.getKey())))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!examples.isEmpty()) {
                won.put(candidate, examples);
            }
        });
        final Map<C, Integer> wins = new LinkedHashMap<>();
        final List<C> candidates = List.copyOf(won.keySet());
        for (int i = 0; i < candidates.size(); i++) {
            if (!isDominated(i, candidates, won)) {
                final C candidate = candidates.get(i);
                wins.put(candidate, won.getOrDefault(candidate, Set.of()).size());
            }
        }
        return new ParetoFront<>(wins);
    }

    /** Whether another one is best wherever this one is, and elsewhere too or given before it. */
    private static <C, E> boolean isDominated(int index, List<C> candidates, Map<C, Set<E>> won) {
        final Set<E> own = won.getOrDefault(candidates.get(index), Set.of());
        for (int other = 0; other < candidates.size(); other++) {
            final Set<E> its = won.getOrDefault(candidates.get(other), Set.of());
            final boolean isMore = its.size() > own.size() || other < index;
            if (other != index && isMore && its.containsAll(own)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return wins.isEmpty();
    }

    List<C> candidates() {
        return List.copyOf(wins.keySet());
    }

    /** One of them, in proportion to the number of examples on which it is best; the front is not empty. */
    C draw(RandomGenerator random) {
        int left = random.nextInt(
                wins.values().stream().mapToInt(Integer::intValue).sum());
        for (final Map.Entry<C, Integer> entry : wins.entrySet()) {
            left -= entry.getValue();
            if (left < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("an empty front has nothing to draw from");
    }
}
