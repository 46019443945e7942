package io.ape4j.search.resample;

import io.ape4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Every application of an operator in a run, and what came of it. For one thread. */
public final class Births {
    private final List<Born> births = new ArrayList<>();

    private record Born(String operator, List<Prompt> parents, Optional<Prompt> child, int calls) {
        Born {
            parents = List.copyOf(parents);
        }
    }

    /** What is known of prompts at some time. */
    public interface Standings {
        /** What a prompt is worth. */
        double fitness(Prompt prompt);

        /** Whether it has any score. */
        boolean isScored(Prompt prompt);

        /** Requests that scoring it on its first block takes. */
        long firstScores(Prompt prompt);
    }

    /**
     * Notes an application.
     *
     * @param child empty if nothing new came of it
     * @param calls requests that the operator itself took
     */
    public void note(String operator, List<Prompt> parents, Optional<Prompt> child, int calls) {
        births.add(new Born(Objects.requireNonNull(operator, "operator"), parents, child, calls));
    }

    /**
     * What each operator has brought, in the order of their first application. Scores of later blocks are no price of
     * the operator: the better a child, the more of them it gets.
     */
    public List<OperatorYield> yields(Standings standings) {
        final Map<String, OperatorYield> yields = new LinkedHashMap<>();
        for (final Born born : births) {
            yields.merge(born.operator(), of(born, standings), OperatorYield::plus);
        }
        return List.copyOf(yields.values());
    }

    private static OperatorYield of(Born born, Standings standings) {
        if (born.child().isEmpty()) {
            return new OperatorYield(born.operator(), 1, 0, 0, 0, born.calls());
        }
        final Prompt child = born.child().get();
        final double gain = standings.isScored(child) ? gain(child, born.parents(), standings) : 0;
        final long scores = standings.isScored(child) ? standings.firstScores(child) : 0;
        return new OperatorYield(born.operator(), 1, 1, gain > 0 ? 1 : 0, gain, born.calls() + scores);
    }

    private static double gain(Prompt child, List<Prompt> parents, Standings standings) {
        final double best =
                parents.stream().mapToDouble(standings::fitness).max().orElse(Double.POSITIVE_INFINITY);
        return Math.max(0, standings.fitness(child) - best);
    }
}
