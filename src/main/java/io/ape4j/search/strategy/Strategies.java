package io.ape4j.search.strategy;

import io.ape4j.search.Strategy;
import java.util.List;
import java.util.stream.Collectors;

/** All strategies, in the order in which configs and docs list them. */
public final class Strategies {
    private Strategies() {}

    public static List<Strategy> all() {
        return List.of(
                new EvolutionStrategy(),
                new ApeStrategy(),
                new TrajectoryStrategy(),
                new ReflectiveStrategy(),
                new PolicyGradientStrategy());
    }

    /** The strategy of that name, as it stands in a config. */
    public static Strategy named(String name) {
        return all().stream()
                .filter(strategy -> strategy.strategyName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no strategy \"" + name + "\"; strategies are "
                        + all().stream().map(Strategy::strategyName).collect(Collectors.joining(", "))));
    }
}
