package io.ape4j.select;

import io.jenetics.ext.moea.Pareto;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.ISeq;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The Pareto front of two objectives: what nothing else is at least as good in both and better in one. */
public final class Front {
    private Front() {}

    /**
     * The non-dominated of {@code items}, those of least cost first; of several with the same score and cost the first.
     *
     * @param score larger is better
     * @param cost less is better
     */
    public static <T> List<T> of(List<T> items, ToDoubleFunction<T> score, ToDoubleFunction<T> cost) {
        final Comparator<T> dominance = (a, b) -> Vec.dominance(vector(a, score, cost), vector(b, score, cost));
        final List<T> front = new ArrayList<>();
        Pareto.front(ISeq.of(items), dominance).asList().stream()
                .sorted(Comparator.comparingInt(items::indexOf))
                .filter(item -> front.stream()
                        .noneMatch(other -> score.applyAsDouble(other) == score.applyAsDouble(item)
                                && cost.applyAsDouble(other) == cost.applyAsDouble(item)))
                .forEach(front::add);
        front.sort(Comparator.comparingDouble(cost));
        return List.copyOf(front);
    }

    private static <T> double[] vector(T item, ToDoubleFunction<T> score, ToDoubleFunction<T> cost) {
        return new double[] {score.applyAsDouble(item), -cost.applyAsDouble(item)};
    }
}
