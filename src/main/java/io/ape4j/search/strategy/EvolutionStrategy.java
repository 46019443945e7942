package io.ape4j.search.strategy;

import io.ape4j.prompt.Prompt;
import io.ape4j.search.Exploration;
import io.ape4j.search.SearchParameters;
import io.ape4j.search.Strategy;
import io.ape4j.select.Evolution;
import io.ape4j.select.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Evolves the genome: Jenetics selects, operators breed, races give the fitness. Where the prompt's tokens are an
 * objective too, the front of both evolves, by NSGA-II.
 */
final class EvolutionStrategy implements Strategy {
    @Override
    public String strategyName() {
        return "evolution";
    }

    @Override
    public List<Prompt> search(Exploration exploration, List<Prompt> first) {
        final SearchParameters parameters = exploration.parameters();
        final Evolution<Prompt> evolution = new Evolution<>(
                new Problem(exploration),
                new Evolution.Parameters(
                        parameters.populationSize(),
                        parameters.offspring(),
                        parameters.selector(),
                        parameters.survivorSelector(),
                        exploration.randoms().derive("selection", 0, 0)));
        final int[] generation = {0};
        return evolution.evolve(first, () -> exploration.goesOn(++generation[0]));
    }

    private static final class Problem implements Evolution.Problem<Prompt> {
        private final Exploration exploration;
        private int generation;

        Problem(Exploration exploration) {
            this.exploration = exploration;
        }

        @Override
        public List<Double> fitness(List<Prompt> population) {
            exploration.race(population, generation);
            return population.stream().map(exploration::fitness).toList();
        }

        @Override
        public List<Prompt> offspring(List<Prompt> parents, int offspringGeneration) {
            generation = offspringGeneration;
            final List<Prompt> children = new ArrayList<>(exploration.breed(
                    parents,
                    parents.size(),
                    exploration.parameters().resampling().choices(),
                    offspringGeneration));
            for (int i = children.size(); i < parents.size(); i++) {
                children.add(parents.get(i));
            }
            return children;
        }

        @Override
        public Optional<ToDoubleFunction<Prompt>> cost() {
            return exploration.parameters().goal().objectives().contains(Objective.PROMPT_TOKENS)
                    ? Optional.of(exploration::tokens)
                    : Optional.empty();
        }
    }
}
