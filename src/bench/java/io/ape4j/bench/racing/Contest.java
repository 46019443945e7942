package io.ape4j.bench.racing;

import io.ape4j.bench.landscape.Landscape;
import io.ape4j.bench.landscape.Landscape.Phrase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Contenders and what each scores on each example, in the order in which examples are drawn.
 *
 * @param accuracies true ones, over all examples that there could be
 * @param right for each contender and example
 */
public record Contest(List<Double> accuracies, List<boolean[]> right) {
    private static final long SPREAD = 1_000_003;

    public Contest {
        accuracies = List.copyOf(accuracies);
        right = List.copyOf(right);
    }

    /**
     * Draws one from a {@link Landscape}.
     *
     * @param correlation share of the difficulty of an example that all contenders have in common
     */
    public static Contest of(List<Double> accuracies, double correlation, int examples, long seed) {
        final List<Phrase> phrases = IntStream.range(0, accuracies.size())
                .mapToObj(i -> new Phrase(name(i), accuracies.get(i), 0))
                .toList();
        final Landscape landscape = new Landscape(seed * SPREAD, 0, phrases, List.of(), correlation, 0);
        return new Contest(
                accuracies,
                phrases.stream()
                        .map(phrase -> {
                            final boolean[] right = new boolean[examples];
                            for (int example = 0; example < examples; example++) {
                                right[example] = landscape.isRight(phrase.text(), example, examples);
                            }
                            return right;
                        })
                        .toList());
    }

    private static String name(int contender) {
        return String.format(Locale.ROOT, "contender %02d", contender);
    }

    int contenders() {
        return accuracies.size();
    }

    int examples() {
        return right.get(0).length;
    }

    /** What full evaluation takes. */
    public long allCalls() {
        return (long) contenders() * examples();
    }

    int score(int contender, int example) {
        return right.get(contender)[example] ? 1 : 0;
    }

    /** How many of the first examples a contender is right on. */
    int rights(int contender, int examples) {
        int rights = 0;
        for (int example = 0; example < examples; example++) {
            rights += score(contender, example);
        }
        return rights;
    }

    /** How far a contender's true accuracy is below the best one's. */
    public double regret(int contender) {
        return best() - accuracies.get(contender);
    }

    private double best() {
        return accuracies.stream().mapToDouble(accuracy -> accuracy).max().orElseThrow();
    }

    /** Whether full evaluation on these examples puts nobody before a contender. */
    public boolean isFirstOfSplit(int contender) {
        final int[] rights = IntStream.range(0, contenders())
                .map(one -> rights(one, examples()))
                .toArray();
        return rights[contender] == Arrays.stream(rights).max().orElseThrow();
    }
}
