package io.ape4j.search.config;

import io.ape4j.search.SearchParameters;
import io.ape4j.search.strategy.Strategies;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What decides the result of a search, besides the task and the models' answers. Limits and concurrency are not part
 * of it: see {@link SearchLimits}.
 *
 * @param strategy name of a way to search, as {@link Strategies#named} takes it
 * @param seed where all random streams derive from
 * @param models which model does what
 * @param parameters of the strategy
 * @param exports formats that the winner is written in
 */
public record SearchConfig(
        String strategy, long seed, ModelNames models, SearchParameters parameters, List<String> exports) {
    /** What is done where nothing else is said. */
    public static final SearchConfig STANDARD = new SearchConfig(
            "evolution", 1, ModelNames.STANDARD, SearchParameters.STANDARD, List.of("txt", "md", "json"));

    public SearchConfig {
        Strategies.named(strategy);
        Objects.requireNonNull(models, "models");
        Objects.requireNonNull(parameters, "parameters");
        exports = List.copyOf(exports);
        if (new TreeSet<>(exports).size() != exports.size()) {
            throw new IllegalArgumentException("an export format stands twice in " + exports + "; write each once");
        }
    }

    public SearchConfig withStrategy(String name) {
        return new SearchConfig(name, seed, models, parameters, exports);
    }

    public SearchConfig withSeed(long value) {
        return new SearchConfig(strategy, value, models, parameters, exports);
    }

    public SearchConfig withModels(ModelNames names) {
        return new SearchConfig(strategy, seed, names, parameters, exports);
    }

    public SearchConfig withParameters(SearchParameters values) {
        return new SearchConfig(strategy, seed, models, values, exports);
    }

    public SearchConfig withExports(List<String> formats) {
        return new SearchConfig(strategy, seed, models, parameters, formats);
    }
}
