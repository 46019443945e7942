package io.ape4j.select;

import io.jenetics.AnyGene;
import io.jenetics.Selector;
import io.jenetics.ext.moea.NSGA2Selector;
import io.jenetics.ext.moea.UFTournamentSelector;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.ISeq;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What individuals are compared by, and who is chosen by it.
 *
 * @param <T> individuals
 * @param <C> their measure; larger is better
 */
interface Measure<T, C extends Comparable<? super C>> {
    double WORSE_THAN_ANY = -1;

    C of(T individual, double fitness);

    /** What a repeated individual gets, so that it does not stay. */
    C worseThanAny();

    Selector<AnyGene<T>, C> parents();

    Selector<AnyGene<T>, C> survivors();

    /** The fitness within a measure. */
    double fitness(C measured);

    /** Fitness alone. */
    record OfFitness<T>(Selection parentSelection, Selection survivorSelection) implements Measure<T, Double> {
        @Override
        public Double of(T individual, double fitness) {
            return fitness;
        }

        @Override
        public Double worseThanAny() {
            return WORSE_THAN_ANY;
        }

        @Override
        public Selector<AnyGene<T>, Double> parents() {
            return parentSelection.selector();
        }

        @Override
        public Selector<AnyGene<T>, Double> survivors() {
            return survivorSelection.selector();
        }

        @Override
        public double fitness(Double measured) {
            return measured;
        }
    }

    /**
     * Fitness and cost, of which neither outweighs the other: survivors by rank of the front and crowding distance (Deb,
     * Pratap, Agarwal and Meyarivan 2002, "A fast and elitist multiobjective genetic algorithm: NSGA-II", section III),
     * parents by tournaments that don't favour frequent points (Fortin and Parizeau 2013, "Revisiting the NSGA-II
     * crowding-distance computation").
     */
    record OfFitnessAndCost<T>(ToDoubleFunction<T> cost) implements Measure<T, Vec<double[]>> {
        @Override
        public Vec<double[]> of(T individual, double fitness) {
            return Vec.of(fitness, -cost.applyAsDouble(individual));
        }

        @Override
        public Vec<double[]> worseThanAny() {
            return Vec.of(WORSE_THAN_ANY, -Double.MAX_VALUE);
        }

        @Override
        public Selector<AnyGene<T>, Vec<double[]>> parents() {
            final Selector<AnyGene<T>, Vec<double[]>> tournament = UFTournamentSelector.ofVec();
            // It goes round for ever where there are no two to compare.
            return (population, count, optimize) -> population.size() < 2
                    ? population.stream()
                            .flatMap(only -> Stream.generate(() -> only).limit(count))
                            .collect(ISeq.toISeq())
                    : tournament.select(population, count, optimize);
        }

        @Override
        public Selector<AnyGene<T>, Vec<double[]>> survivors() {
            return NSGA2Selector.ofVec();
        }

        @Override
        public double fitness(Vec<double[]> measured) {
            return measured.data()[0];
        }
    }
}
