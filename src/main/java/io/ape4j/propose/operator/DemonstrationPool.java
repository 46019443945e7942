package io.ape4j.propose.operator;

import io.ape4j.prompt.Demonstration;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.TaskProfile;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The examples that may be shown as demonstrations, all of {@code propose} and no other, and the choice among them. */
public final class DemonstrationPool {
    /** Of a parent's mistakes, the worst are looked at. */
    private static final int MOST_MISTAKES = 8;

    private final List<Example> examples;
    private final List<String> labels;
    private final DemonstrationChoice choice;
    private final Map<String, NGrams> grams = new HashMap<>();

    private DemonstrationPool(List<Example> examples, List<String> labels, DemonstrationChoice choice) {
        this.examples = examples;
        this.labels = labels;
        this.choice = choice;
        if (choice != DemonstrationChoice.RANDOM) {
            examples.forEach(example ->
                    grams.put(example.id(), NGrams.of(example.fields().values())));
        }
    }

    public static DemonstrationPool of(Task task, DemonstrationChoice choice) {
        return new DemonstrationPool(task.examples(Split.PROPOSE), TaskProfile.labels(task), choice);
    }

    /** An example of {@code propose} as a demonstration. */
    public static Demonstration demonstration(Example example) {
        return new Demonstration(example.fields(), example.reference(), null, example.id());
    }

    /** How many there are. */
    int size() {
        return examples.size();
    }

    /**
     * One that is not among {@code shown}; empty if all are.
     *
     * @param mistakes of the parent, worst first
     */
    Optional<Demonstration> next(List<Demonstration> shown, List<Mistake> mistakes, RandomGenerator random) {
        return chosen(free(shown), shown, mistakes, random);
    }

    /**
     * A whole set at once, drawn as {@link #next} draws; where answers come from a closed set, each has its turn.
     *
     * @param count at most so many
     */
    List<Demonstration> set(int count, List<Mistake> mistakes, RandomGenerator random) {
        final List<String> turns = new ArrayList<>(labels);
        for (int i = turns.size() - 1; i > 0; i--) {
            Collections.swap(turns, i, random.nextInt(i + 1));
        }
        final List<Demonstration> shown = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final List<Example> free = free(shown);
            final List<Example> ofLabel = turns.isEmpty() ? free : withLabel(turns.get(i % turns.size()), free);
            chosen(ofLabel.isEmpty() ? free : ofLabel, shown, mistakes, random).ifPresent(shown::add);
        }
        return shown;
    }

    private List<Example> free(List<Demonstration> shown) {
        final Set<String> origins = shown.stream().map(Demonstration::origin).collect(Collectors.toUnmodifiableSet());
        return examples.stream()
                .filter(example -> !origins.contains(example.id()))
                .toList();
    }

    private static List<Example> withLabel(String label, List<Example> examples) {
        return examples.stream()
                .filter(example -> example.references().contains(label))
                .toList();
    }

    private Optional<Demonstration> chosen(
            List<Example> free, List<Demonstration> shown, List<Mistake> mistakes, RandomGenerator random) {
        if (free.isEmpty()) {
            return Optional.empty();
        }
        if (choice == DemonstrationChoice.SIMILAR && !mistakes.isEmpty()) {
            final Mistake mistake = mistakes.get(random.nextInt(Math.min(MOST_MISTAKES, mistakes.size())));
            final NGrams wrong = NGrams.of(mistake.example().fields().values());
            return Optional.of(largest(free, example -> of(example).similarity(wrong)));
        }
        if (choice == DemonstrationChoice.DIVERSE && !shown.isEmpty()) {
            final List<NGrams> centres = shown.stream()
                    .map(demonstration -> NGrams.of(demonstration.fields().values()))
                    .toList();
            return Optional.of(largest(free, example -> -nearest(of(example), centres)));
        }
        return Optional.of(demonstration(free.get(random.nextInt(free.size()))));
    }

    private NGrams of(Example example) {
        return Objects.requireNonNull(grams.get(example.id()), "n-grams of a text of another task");
    }

    private static double nearest(NGrams one, List<NGrams> others) {
        return others.stream().mapToDouble(one::similarity).max().orElse(0);
    }

    /** The first of those with the largest value. */
    private static Demonstration largest(List<Example> examples, ToDoubleFunction<Example> value) {
        Example best = examples.get(0);
        double most = Double.NEGATIVE_INFINITY;
        for (final Example example : examples) {
            final double its = value.applyAsDouble(example);
            if (its > most) {
                best = example;
                most = its;
            }
        }
        return demonstration(best);
    }
}
