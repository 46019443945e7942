package io.ape4j;

import io.ape4j.model.ApeHome;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.catalog.ModelStore;
import io.ape4j.model.catalog.PullListener;
import io.ape4j.model.embedded.EmbeddedModel;
import io.ape4j.model.embedded.EmbeddedOptions;
import io.ape4j.model.hosted.HostedModels;
import io.ape4j.model.hosted.HostedOptions;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.Prices;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Opens models by the names that a command line or config gives them, each once however many roles it has, and closes
 * them together. For one thread.
 */
public final class Models implements AutoCloseable {
    private final Map<String, String> environment;
    private final Path directory;
    private final boolean offline;
    private final PullListener pulls;
    private final Map<ModelSpec, HostedOptions> options = new HashMap<>();
    private final Map<ModelSpec, LanguageModel> open = new LinkedHashMap<>();

    /**
     * Opens nothing yet.
     *
     * @param environment where keys, addresses and {@code APE_HOME} are looked up
     * @param directory that paths of model files are relative to
     * @param offline whether fetching models, and asking servers on other machines, is refused
     * @param pulls hears how a model is fetched
     */
    public Models(Map<String, String> environment, Path directory, boolean offline, PullListener pulls) {
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.offline = offline;
        this.pulls = pulls;
    }

    /** With the environment of this process, relative to its folder. */
    public static Models standard() {
        return new Models(System.getenv(), Path.of(""), false, PullListener.NONE);
    }

    /**
     * Says how a hosted model is to be reached, before it is opened for the first time.
     *
     * @param name e.g. {@code openai:gpt-4o-mini}
     * @throws IllegalArgumentException if this names no model behind a server
     */
    public Models set(String name, HostedOptions reached) {
        final ModelSpec spec = ModelSpec.parse(name);
        if (!HostedModels.isHosted(spec)) {
            throw new IllegalArgumentException(spec + " runs in this process, not behind a server");
        }
        options.put(spec, reached);
        return this;
    }

    /**
     * The model of that name, e.g. {@code embedded:qwen2.5-coder-1.5b}, {@code openai:gpt-4o-mini} or
     * {@code /path/to/file.gguf}. A model of the catalogue that is not there yet is fetched.
     *
     * @throws IllegalArgumentException if this names no model
     * @throws ModelException.Rejected if it can't be opened; the message says what to do
     */
    public LanguageModel open(String name) {
        return open(ModelSpec.parse(name));
    }

    /** As {@link #open(String)}. */
    public LanguageModel open(ModelSpec spec) {
        final LanguageModel known = open.get(spec);
        if (known != null) {
            return known;
        }
        final LanguageModel model = spec.provider().isEmbedded() ? embedded(spec) : hosted(spec);
        open.put(spec, model);
        return model;
    }

    /**
     * Looks whether a model can be opened, as far as that is known without asking, fetching or loading it.
     *
     * @throws ModelException.Rejected if it can't; the message says what to do
     */
    public void check(ModelSpec spec) {
        if (!spec.provider().isEmbedded()) {
            open(spec);
        } else if (spec.file().isPresent()) {
            EmbeddedModel.check(directory.resolve(spec.file().get()));
        } else {
            store().check(spec.name());
        }
    }

    private ModelStore store() {
        return new ModelStore(ApeHome.of(environment), offline, environment);
    }

    /**
     * What a model costs; empty if nobody knows. Asks and fetches nothing.
     *
     * @throws ModelException.Rejected if the key of a hosted model is missing
     */
    public Optional<Price> price(ModelSpec spec, Prices prices) {
        return spec.provider().isEmbedded()
                ? Optional.of(Price.FREE)
                : prices.of(open(spec).identity());
    }

    /**
     * Whether a model tells the log-probability of a given answer. Asks and fetches nothing.
     *
     * @throws ModelException.Rejected if the key of a hosted model is missing
     */
    public boolean scoresContinuations(ModelSpec spec) {
        return spec.provider().isEmbedded() || open(spec).scoresContinuations();
    }

    private LanguageModel embedded(ModelSpec spec) {
        final EmbeddedOptions engine = EmbeddedOptions.of(environment);
        if (spec.file().isPresent()) {
            return EmbeddedModel.open(directory.resolve(spec.file().get()), engine);
        }
        return EmbeddedModel.open(spec.name(), store(), pulls, engine);
    }

    private LanguageModel hosted(ModelSpec spec) {
        final LanguageModel model =
                HostedModels.open(spec, environment, options.getOrDefault(spec, HostedOptions.DEFAULT));
        final ModelIdentity identity = model.identity();
        if (offline && !Prices.isOwnMachine(identity)) {
            model.close();
            throw new ModelException.Rejected(
                    "--offline forbids asking " + spec + " at " + identity.endpoint()
                            + "; leave the flag out, or name a model on this machine",
                    null);
        }
        return model;
    }

    @Override
    public void close() {
        open.values().forEach(LanguageModel::close);
        open.clear();
    }
}
