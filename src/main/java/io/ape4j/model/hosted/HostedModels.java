package io.ape4j.model.hosted;

import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.hosted.http.Endpoint;
import io.ape4j.model.hosted.http.HttpTransport;
import io.ape4j.model.hosted.http.Redaction;
import io.ape4j.model.hosted.http.Route;
import io.ape4j.model.hosted.http.TransportSettings;
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens models behind servers: {@code openai}, {@code ollama}, {@code anthropic}, {@code gemini}, {@code mistral}. */
public final class HostedModels {
    private HostedModels() {}

    /** Whether {@link #open} knows the provider. */
    public static boolean isHosted(ModelSpec spec) {
        return HostedProvider.of(spec.provider()).isPresent();
    }

    /** The providers for which a key or an address is set. */
    public static List<ModelSpec.Provider> configured(Map<String, String> env) {
        return Arrays.stream(ModelSpec.Provider.values())
                .filter(provider -> HostedProvider.of(provider)
                        .filter(hosted ->
                                hosted.key(env).isPresent() || hosted.url(env).isPresent())
                        .isPresent())
                .toList();
    }

    /** Whether a provider's key is set. */
    public static boolean hasKey(ModelSpec.Provider provider, Map<String, String> env) {
        return HostedProvider.of(provider).flatMap(hosted -> hosted.key(env)).isPresent();
    }

    /**
     * Where a provider's models are asked.
     *
     * @throws IllegalArgumentException if it has no servers, or an address can't be read; the text names the variable
     */
    public static List<Endpoint> endpoints(
            ModelSpec.Provider provider, Map<String, String> env, HostedOptions options) {
        return HostedProvider.of(provider)
                .map(hosted -> Addresses.of(hosted, env, options).endpoints())
                .orElseThrow(() -> new IllegalArgumentException(provider.prefix() + " runs in this process"));
    }

    /** The variables in which a provider's address is looked for, as a sentence names them. */
    public static String urlVariables(ModelSpec.Provider provider) {
        return HostedProvider.of(provider).map(HostedProvider::urlNames).orElse("");
    }

    /**
     * Opens a model; no request is sent. Key, address, proxies and extra certificates come from the environment.
     *
     * @param env e.g. {@code System.getenv()}
     * @return a model whose errors name the variable to fix, and whose texts never hold a key
     * @throws ModelException.Rejected if a key is missing or a setting can't be read
     */
    public static LanguageModel open(ModelSpec spec, Map<String, String> env, HostedOptions options) {
        final HostedProvider provider = HostedProvider.of(spec.provider())
                .orElseThrow(() -> new IllegalArgumentException(spec + " runs in this process, not behind a server"));
        try {
            return open(provider, nameOf(provider, spec), env, options);
        } catch (IllegalArgumentException e) {
            throw new ModelException.Rejected(
                    e.getMessage() == null ? "a setting can't be read" : e.getMessage(), null);
        }
    }

    private static LanguageModel open(
            HostedProvider provider, String name, Map<String, String> env, HostedOptions options) {
        final Addresses addresses = Addresses.of(provider, env, options);
        refuseScoring(provider, addresses, options.dialect().scoring());
        final ModelIdentity identity = identity(provider, addresses, name, options.dialect());
        final List<HostedModel> models = new ArrayList<>();
        for (final Endpoint endpoint : addresses.endpoints()) {
            models.add(open(provider, identity, endpoint, env, options));
        }
        return models.size() == 1 ? models.get(0) : new BalancedModel(identity, models, System::nanoTime);
    }

    private static void refuseScoring(HostedProvider provider, Addresses addresses, ScoringProtocol scoring) {
        final boolean isOther = provider != HostedProvider.OPENAI
                || addresses.endpoints().stream().anyMatch(endpoint -> Wires.isOpenAiItself(endpoint.base()));
        if (scoring != ScoringProtocol.NONE && isOther) {
            throw new IllegalArgumentException("scoring is " + scoring.configName()
                    + ", which is for models named openai:NAME on a server of your own; leave it out, and take a metric"
                    + " that reads the answer, or an embedded model");
        }
    }

    private static HostedModel open(
            HostedProvider provider,
            ModelIdentity identity,
            Endpoint endpoint,
            Map<String, String> env,
            HostedOptions options) {
        final Optional<String> key = key(provider, endpoint, env);
        final Route route = Route.of(env);
        final List<String> secrets = new ArrayList<>(endpoint.secrets());
        secrets.addAll(route.proxies().secrets());
        key.ifPresent(secrets::add);
        final Redaction redaction = Redaction.of(secrets);
        final TransportSettings settings = new TransportSettings(
                endpoint, options.connectTimeout(), options.timeout(), options.maxBodyBytes(), route, redaction);
        final String label = provider.prefix() + ":" + identity.name();
        final Refusals refusals = refusals(provider, label, identity.name(), endpoint, redaction);
        final HttpTransport transport =
                new HttpTransport(settings, new ResponseShape(provider, refusals), Clock.systemUTC());
        final HostedModel.Wire wire =
                new Wires(transport.builder(), endpoint.base(), identity.name(), key, options.dialect()).of(provider);
        return new HostedModel(
                label,
                refusals,
                identity,
                wire,
                new HostedModel.Limits(
                        provider.maxTemperature(),
                        options.dialect().contextTokens().orElse(Integer.MAX_VALUE)),
                options.dialect().scoring());
    }

    private static String nameOf(HostedProvider provider, ModelSpec spec) {
        if (provider != HostedProvider.GEMINI) {
            return spec.name();
        }
        final String name = spec.name().startsWith("models/") ? spec.name().substring("models/".length()) : spec.name();
        if (!name.matches("[\\w.-]+")) {
            throw new IllegalArgumentException(
                    "gemini has no model \"" + name + "\"; names look like gemini-2.5-flash");
        }
        return name;
    }

    private static ModelIdentity identity(
            HostedProvider provider, Addresses addresses, String name, HostedOptions.Dialect dialect) {
        final Map<String, String> details = new HashMap<>();
        details.put("api", "chat");
        if (provider == HostedProvider.OLLAMA) {
            dialect.contextTokens().ifPresent(tokens -> details.put("contextTokens", Integer.toString(tokens)));
        }
        if (dialect.scoring() != ScoringProtocol.NONE) {
            details.put("scoring", dialect.scoring().configName());
        }
        if (!dialect.temperature()) {
            details.put("temperature", "not sent");
        }
        if (Wires.sendsEmptySystemMessage(provider, addresses.endpoints().get(0).base(), dialect)) {
            details.put("system", "sent even if empty");
        }
        if (addresses.isGroup() && addresses.areOnOwnMachine()) {
            details.put(ModelIdentity.WHERE, ModelIdentity.OWN_MACHINE);
        }
        return new ModelIdentity(provider.prefix(), addresses.identity(), name, details, true);
    }

    private static Refusals refusals(
            HostedProvider provider, String label, String name, Endpoint endpoint, Redaction redaction) {
        final String unknownModel = switch (provider) {
            case OLLAMA -> "Fetch it with: ollama pull " + name;
            case OPENAI -> "Check the model's name, and OPENAI_BASE_URL, which usually ends in /v1.";
            default -> "Check the model's name, and " + provider.urlNames() + " if set.";
        };
        return new Refusals(
                label + " at " + endpoint, provider.keyNames(), provider.urlNames(), unknownModel, redaction);
    }

    private static Optional<String> key(HostedProvider provider, Endpoint endpoint, Map<String, String> env) {
        final Optional<String> key = provider.key(env);
        final boolean needed = switch (provider) {
            case OLLAMA -> false;
            case OPENAI -> Wires.isOpenAiItself(endpoint.base());
            case ANTHROPIC, GEMINI, MISTRAL -> true;
        };
        if (needed && key.isEmpty()) {
            throw new IllegalArgumentException(
                    provider.prefix() + " needs a key: set the environment variable " + provider.keyNames());
        }
        if (key.isPresent() && endpoint.userInfo().isPresent()) {
            throw new IllegalArgumentException(
                    "set either " + provider.keyNames() + " or a user and password in the base URL, not both");
        }
        // Checked here because the HTTP client's own complaint would repeat the key.
        if (key.isPresent() && !key.get().matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException(
                    provider.keyNames() + " holds a character that no key has, such as a blank or a line break");
        }
        return key;
    }
}
