package io.ape4j.select;

import io.jenetics.Alterer;
import io.jenetics.AltererResult;
import io.jenetics.AnyChromosome;
import io.jenetics.AnyGene;
import io.jenetics.Genotype;
import io.jenetics.Phenotype;
import io.jenetics.engine.Engine;
import io.jenetics.engine.Evaluator;
import io.jenetics.engine.EvolutionResult;
import io.jenetics.engine.EvolutionStart;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;
import io.jenetics.util.Seq;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Evolves individuals of any type: Jenetics chooses parents and survivors, the {@link Problem} scores whole
 * populations at once and makes offspring from whole sets of parents, so that one batch of model calls serves all.
 * Deterministic: one thread, and one random generator from the seed.
 *
 * @param <T> an immutable individual with value equality
 */
public final class Evolution<T> {
    private final Problem<T> problem;
    private final Parameters parameters;

    /** What is evolved. Called from one thread. */
    public interface Problem<T> {
        /**
         * The fitness of every individual, in order; at least 0, larger is better. It may change from call to call
         * as more becomes known.
         */
        List<Double> fitness(List<T> population);

        /**
         * One child for each parent, in order; a child that could not be made is its parent again.
         *
         * @param generation 1 for the first offspring
         */
        List<T> offspring(List<T> parents, int generation);

        /**
         * What is to be small beside a large fitness; empty if fitness is all. With a cost the front of both is evolved,
         * by NSGA-II, and {@link Parameters#parents} and {@link Parameters#survivors} do not hold.
         */
        default Optional<ToDoubleFunction<T>> cost() {
            return Optional.empty();
        }
    }

    /**
     * Settings of the engine.
     *
     * @param populationSize individuals kept from generation to generation
     * @param offspring how many of them are new in each generation
     * @param parents chooses who has offspring
     * @param survivors chooses who stays
     * @param seed of every choice
     */
    public record Parameters(int populationSize, int offspring, Selection parents, Selection survivors, long seed) {
        public Parameters {
            Objects.requireNonNull(parents, "parents");
            Objects.requireNonNull(survivors, "survivors");
            if (populationSize < 2) {
                throw new IllegalArgumentException("populationSize must be at least 2, was " + populationSize);
            }
            if (offspring < 1 || offspring >= populationSize) {
                throw new IllegalArgumentException("offspring must be between 1 and populationSize - 1 = "
                        + (populationSize - 1) + ", was " + offspring);
            }
        }
    }

    public Evolution(Problem<T> problem, Parameters parameters) {
        this.problem = problem;
        this.parameters = parameters;
    }

    /**
     * Evolves from {@code first} until {@code goOn} says no, which is asked before every generation.
     *
     * @param first at least one individual
     * @return the last population, fittest first, without repetition
     */
    public List<T> evolve(List<T> first, BooleanSupplier goOn) {
        return RandomRegistry.with(
                new SplittableRandom(parameters.seed()),
                random -> problem.cost().isPresent()
                        ? run(
                                first,
                                goOn,
                                new Measure.OfFitnessAndCost<>(problem.cost().get()))
                        : run(first, goOn, new Measure.OfFitness<>(parameters.parents(), parameters.survivors())));
    }

    private <C extends Comparable<? super C>> List<T> run(List<T> first, BooleanSupplier goOn, Measure<T, C> measure) {
        final Genotype<AnyGene<T>> any = genotype(first.get(0));
        final Engine<AnyGene<T>, C> engine = new Engine.Builder<>(evaluator(measure), () -> any)
                .populationSize(parameters.populationSize())
                .offspringSize(parameters.offspring())
                .offspringSelector(measure.parents())
                .survivorsSelector(measure.survivors())
                .alterers(this.<C>alterer())
                .executor(Runnable::run)
                .build();
        ISeq<Phenotype<AnyGene<T>, C>> population = evaluator(measure)
                .eval(first.stream()
                        .map(individual -> Phenotype.<AnyGene<T>, C>of(genotype(individual), 1))
                        .collect(ISeq.toISeq()));
        long generation = 1;
        while (goOn.getAsBoolean()) {
            final EvolutionResult<AnyGene<T>, C> result = engine.evolve(EvolutionStart.of(population, generation));
            population = result.population();
            generation = result.generation() + 1;
        }
        return ranked(population, measure);
    }

    private <C extends Comparable<? super C>> Evaluator<AnyGene<T>, C> evaluator(Measure<T, C> measure) {
        return population -> {
            if (population.forAll(Phenotype::isEvaluated)) {
                return population.asISeq();
            }
            final List<T> individuals = individuals(population);
            final List<Double> fitness = problem.fitness(individuals);
            final Set<T> seen = new HashSet<>();
            final List<Phenotype<AnyGene<T>, C>> evaluated = new ArrayList<>();
            for (int i = 0; i < individuals.size(); i++) {
                final boolean repeated = !seen.add(individuals.get(i));
                evaluated.add(Phenotype.of(
                        population.get(i).genotype(),
                        population.get(i).generation(),
                        repeated ? measure.worseThanAny() : measure.of(individuals.get(i), fitness.get(i))));
            }
            return ISeq.of(evaluated);
        };
    }

    private <C extends Comparable<? super C>> Alterer<AnyGene<T>, C> alterer() {
        return (Seq<Phenotype<AnyGene<T>, C>> parents, long generation) -> {
            final List<T> before = individuals(parents);
            final List<T> children = problem.offspring(before, (int) generation);
            final List<Phenotype<AnyGene<T>, C>> altered = new ArrayList<>();
            int alterations = 0;
            for (int i = 0; i < before.size(); i++) {
                if (children.get(i).equals(before.get(i))) {
                    altered.add(parents.get(i));
                } else {
                    altered.add(Phenotype.of(genotype(children.get(i)), generation));
                    alterations++;
                }
            }
            return new AltererResult<>(ISeq.of(altered), alterations);
        };
    }

    private <C extends Comparable<? super C>> List<T> ranked(
            ISeq<Phenotype<AnyGene<T>, C>> population, Measure<T, C> measure) {
        return population.stream()
                .sorted((a, b) -> Double.compare(measure.fitness(b.fitness()), measure.fitness(a.fitness())))
                .map(phenotype -> phenotype.genotype().gene().allele())
                .distinct()
                .toList();
    }

    private static <T, C extends Comparable<? super C>> List<T> individuals(Seq<Phenotype<AnyGene<T>, C>> population) {
        return population.stream()
                .map(phenotype -> phenotype.genotype().gene().allele())
                .toList();
    }

    private static <T> Genotype<AnyGene<T>> genotype(T individual) {
        return Genotype.of(AnyChromosome.of(() -> individual));
    }
}
