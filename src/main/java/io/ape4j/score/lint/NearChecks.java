package io.ape4j.score.lint;

import io.ape4j.task.Example;
import io.ape4j.task.InputHash;
import io.ape4j.task.Task;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inputs in two splits that are not the same but nearly so, with a reference in common: whoever has seen one knows the
 * other.
 *
 * <p>Two inputs are near if the {@link Shingles} of all their fields together resemble each other by {@value #NEAR} or
 * more, and their numbers are the same. At .8 a word of a long sentence may differ, and any punctuation; two sentences of
 * one pattern with other names in it may not. Pieces that stand in more than a quarter of all inputs are a frame around
 * them and count for nothing.
 *
 * <p>Pairs to look at are found by {@value #BANDS} keys of {@value #ROWS} least hashes each (Broder's, in the bands of J.
 * Leskovec, A. Rajaraman and J. D. Ullman, 2014, "Mining of massive datasets", section 3.4): two that resemble each other
 * by .8 share a key but for one case in 4,000, two of .1 hardly ever, so that ten thousand inputs are not fifty million
 * pairs. How many are looked at is bounded all the same, for tasks whose inputs are all alike.
 */
final class NearChecks {
    static final double NEAR = 0.8;
    private static final int BANDS = 16;
    private static final int ROWS = 4;
    private static final int MOST_VISITED = 10_000_000;
    private static final int MOST_COMPARED = 1_000_000;
    private static final int BUCKETS = 1 << 20;
    private static final double FRAME_SHARE = 0.25;
    private static final int FEWEST_IN_A_FRAME = 10;

    private final List<Example> examples;
    private List<Shingles> shingles;
    private final int[] frequencies = new int[BUCKETS];
    private final Map<Long, List<Integer>> byKey = new HashMap<>();
    private int visited;
    private int compared;

    private record Pair(Example first, Example second) {}

    NearChecks(Task task) {
        examples = task.examples();
        shingles = examples.stream()
                .map(example -> Shingles.of(example.fields().values()))
                .toList();
    }

    List<Finding> findings() {
        if (examples.stream().map(Example::split).distinct().count() < 2) {
            return List.of();
        }
        for (final Shingles set : shingles) {
            Arrays.stream(set.hashes()).forEach(piece -> frequencies[bucket(piece)]++);
        }
        final double frame = Math.max(FEWEST_IN_A_FRAME, FRAME_SHARE * examples.size());
        shingles = shingles.stream()
                .map(set -> set.without(piece -> frequencies[bucket(piece)] > frame))
                .toList();
        final List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < examples.size() && !isTooMuch(); i++) {
            final long[] keys = shingles.get(i).keys(BANDS, ROWS);
            twin(i, keys).ifPresent(pairs::add);
            for (final long key : keys) {
                byKey.computeIfAbsent(key, fresh -> new ArrayList<>()).add(i);
            }
        }
        return pairs.isEmpty() ? List.of() : List.of(finding(pairs));
    }

    private Finding finding(List<Pair> pairs) {
        final Pair first = pairs.get(0);
        return Finding.warning(
                "near-leak",
                (isTooMuch() ? "At least " : "") + Count.of(pairs.size(), "input")
                        + " nearly the same as one in another split, with the same output, e.g. "
                        + shown(first.second()) + " and " + shown(first.first())
                        + ": what is known of one is known of the other. Keep such examples in one split, by a column"
                        + " split, or drop one of each two.");
    }

    private Optional<Pair> twin(int index, long[] keys) {
        final boolean[] seen = new boolean[index];
        for (final long key : keys) {
            for (final int other : byKey.getOrDefault(key, List.of())) {
                visited++;
                if (isTooMuch()) {
                    return Optional.empty();
                }
                if (!seen[other]) {
                    seen[other] = true;
                    if (isNear(index, other)) {
                        return Optional.of(new Pair(examples.get(other), examples.get(index)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean isTooMuch() {
        return visited > MOST_VISITED || compared > MOST_COMPARED;
    }

    private boolean isNear(int one, int other) {
        final Example example = examples.get(one);
        final Example twin = examples.get(other);
        if (example.split() == twin.split()
                || Collections.disjoint(example.references(), twin.references())
                || !shingles.get(one).hasNumbersOf(shingles.get(other))) {
            return false;
        }
        compared++;
        return shingles.get(one).resemblance(shingles.get(other)) >= NEAR && !isSame(example, twin);
    }

    /** The same input in two splits is a leak, and another finding. */
    private static boolean isSame(Example one, Example other) {
        return InputHash.of(one.fields().values())
                .equals(InputHash.of(other.fields().values()));
    }

    private static int bucket(int piece) {
        return piece & (BUCKETS - 1);
    }

    private static String shown(Example example) {
        return Shown.quoted(String.join(" | ", example.fields().values())) + " in "
                + example.split().fileName();
    }
}
