package io.ape4j.select;

import io.jenetics.AnyGene;
import io.jenetics.EliteSelector;
import io.jenetics.Selector;
import io.jenetics.StochasticUniversalSelector;
import io.jenetics.TournamentSelector;
import io.jenetics.TruncationSelector;
import java.util.Locale;

/** How individuals are chosen by their fitness. */
public enum Selection {
    /** The better of two drawn at random (Goldberg and Deb 1991). */
    TOURNAMENT,
    /** The best. */
    TRUNCATION,
    /** Proportional to fitness with one spin (Baker 1987). */
    STOCHASTIC_UNIVERSAL,
    /** The best one always, tournaments for the rest. */
    ELITE;

    /** The name used in configs, e.g. {@code stochastic-universal}. */
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The inverse of {@link #configName()}. */
    public static Selection named(String name) {
        for (final Selection selection : values()) {
            if (selection.configName().equals(name)) {
                return selection;
            }
        }
        throw new IllegalArgumentException(
                "no selector \"" + name + "\"; selectors are tournament, truncation, stochastic-universal and elite");
    }

    <T> Selector<AnyGene<T>, Double> selector() {
        return switch (this) {
            case TOURNAMENT -> new TournamentSelector<>(2);
            case TRUNCATION -> new TruncationSelector<>();
            case STOCHASTIC_UNIVERSAL -> new StochasticUniversalSelector<>();
            case ELITE -> new EliteSelector<>(1, new TournamentSelector<AnyGene<T>, Double>(2));
        };
    }
}
