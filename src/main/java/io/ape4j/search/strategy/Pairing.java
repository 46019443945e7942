package io.ape4j.search.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Two candidates of which each is better where the other is worse.
 *
 * @param first comes before the second in the order of the front
 * @param firstBetter examples on which the first scores more, in the order in which it answered them
 * @param secondBetter examples on which the second does
 */
record Pairing<C, E>(C first, C second, List<E> firstBetter, List<E> secondBetter) {
    /** With fewer on either side the difference is more likely luck. */
    private static final int FEWEST = 2;

    Pairing {
        firstBetter = List.copyOf(firstBetter);
        secondBetter = List.copyOf(secondBetter);
    }

    /**
     * The two that complement each other most: with the most examples on the side that has fewer.
     *
     * @param scores of each candidate by example, in a map whose order breaks ties
     * @param allowed whether two may be paired
     */
    static <C, E> Optional<Pairing<C, E>> best(Map<C, Map<E, Double>> scores, BiPredicate<C, C> allowed) {
        final List<C> candidates = List.copyOf(scores.keySet());
        Optional<Pairing<C, E>> best = Optional.empty();
        for (int i = 0; i < candidates.size(); i++) {
            for (int j = i + 1; j < candidates.size(); j++) {
                final Pairing<C, E> pairing = of(candidates.get(i), candidates.get(j), scores);
                final int most = best.map(Pairing::complement).orElse(FEWEST - 1);
                if (pairing.complement() > most && allowed.test(pairing.first(), pairing.second())) {
                    best = Optional.of(pairing);
                }
            }
        }
        return best;
    }

    private static <C, E> Pairing<C, E> of(C first, C second, Map<C, Map<E, Double>> scores) {
        final Map<E, Double> firsts = scores.getOrDefault(first, Map.of());
        final Map<E, Double> seconds = scores.getOrDefault(second, Map.of());
        final List<E> firstBetter = new ArrayList<>();
        final List<E> secondBetter = new ArrayList<>();
        firsts.forEach((example, score) -> {
            final double other = seconds.getOrDefault(example, score);
            if (score > other) {
                firstBetter.add(example);
            } else if (score < other) {
                secondBetter.add(example);
            }
        });
        return new Pairing<>(first, second, firstBetter, secondBetter);
    }

    private int complement() {
        return Math.min(firstBetter.size(), secondBetter.size());
    }

    /** Examples to judge a child of both on: from either side in turn. */
    List<E> block(int size) {
        final List<E> block = new ArrayList<>();
        for (int i = 0; i < Math.max(firstBetter.size(), secondBetter.size()) && block.size() < size; i++) {
            if (i < firstBetter.size()) {
                block.add(firstBetter.get(i));
            }
            if (i < secondBetter.size() && block.size() < size) {
                block.add(secondBetter.get(i));
            }
        }
        return block;
    }
}
