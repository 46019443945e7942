package io.ape4j.cli.session;

import io.ape4j.Models;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.terminal.PullProgress;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.model.ModelRole;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.catalog.PullListener;
import io.ape4j.model.hosted.HostedModels;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.search.config.ModelNames;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What is looked at before models are asked: what they cost, and whether the user knows. */
public final class Opening {
    private Opening() {}

    private static Models models(Surroundings surroundings, boolean offline, boolean quiet) {
        return new Models(
                surroundings.environment(),
                surroundings.directory(),
                offline,
                quiet ? PullListener.NONE : new PullProgress(surroundings.terminal(), System::nanoTime));
    }

    /** With what the names say of servers. */
    public static Models models(Surroundings surroundings, boolean offline, boolean quiet, ModelNames names) {
        final Models models = models(surroundings, offline, quiet);
        names.servers().forEach(models::set);
        return models;
    }

    public static Map<ModelRole, ModelSpec> specs(ModelNames names) {
        final Map<ModelRole, ModelSpec> specs = new EnumMap<>(ModelRole.class);
        specs.put(ModelRole.EXECUTOR, ModelSpec.parse(names.executor()));
        specs.put(ModelRole.PROPOSER, ModelSpec.parse(names.proposer()));
        specs.put(ModelRole.JUDGE, ModelSpec.parse(names.judge()));
        return specs;
    }

    /** Who is asked, in a few words. */
    public static String named(ModelNames names) {
        final StringBuilder words = new StringBuilder("model ").append(names.executor());
        if (!names.proposer().equals(names.executor())) {
            words.append(", proposer ").append(names.proposer());
        }
        if (!names.judge().equals(names.executor())) {
            words.append(", judge ").append(names.judge());
        }
        return words.toString();
    }

    public static boolean isHosted(ModelNames names) {
        return specs(names).values().stream().anyMatch(HostedModels::isHosted);
    }

    /** By role; empty where nobody knows the price. Asks and fetches nothing. */
    public static Map<ModelRole, Optional<Price>> prices(
            Models models, Map<ModelRole, ModelSpec> specs, Prices prices) {
        final Map<ModelRole, Optional<Price>> known = new EnumMap<>(ModelRole.class);
        specs.forEach((role, spec) -> known.put(role, models.price(spec, prices)));
        return known;
    }

    /** Without the roles whose price nobody knows. */
    public static Map<ModelRole, Price> known(Map<ModelRole, Optional<Price>> prices) {
        final Map<ModelRole, Price> known = new EnumMap<>(ModelRole.class);
        prices.forEach((role, price) -> price.ifPresent(value -> known.put(role, value)));
        return known;
    }

    public static boolean isFree(Map<ModelRole, Optional<Price>> prices) {
        return prices.values().stream()
                .allMatch(price -> price.filter(Price.FREE::equals).isPresent());
    }

    /**
     * Makes sure that the user wants to spend money.
     *
     * @throws UsageException if nobody can be asked, or the answer is no
     */
    public static void consent(Terminal terminal, boolean free, boolean yes, boolean costLimited) {
        if (free || yes || costLimited) {
            return;
        }
        if (!terminal.isInteractive()) {
            throw new UsageException(
                    "this asks models that cost money; add --yes, or a limit such as --max-cost 1.00 (US dollars)");
        }
        if (!terminal.confirms("This asks models that cost money. Go on?")) {
            throw new UsageException("nothing was asked");
        }
    }
}
