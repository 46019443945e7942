package io.ape4j.model.hosted;

import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.hosted.http.Endpoint;
import io.ape4j.model.hosted.http.HttpTransport;
import io.ape4j.model.hosted.http.ProxyRules;
import io.ape4j.model.hosted.http.Redaction;
import io.ape4j.model.hosted.http.TransportSettings;
import io.ape4j.model.hosted.http.TrustedCertificates;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens models behind servers: {@code openai}, {@code ollama}, {@code anthropic}, {@code gemini}, {@code mistral}. */
public final class HostedModels {
    private static final int OLLAMA_PORT = 11434;

    private HostedModels() {}

    /** Whether {@link #open} knows the provider. */
    public static boolean isHosted(ModelSpec spec) {
        return HostedProvider.of(spec.provider()).isPresent();
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
        final Endpoint endpoint = endpoint(provider, env, options);
        final Optional<String> key = key(provider, endpoint, env);
        final ProxyRules proxies = ProxyRules.of(env);
        final List<String> secrets = new ArrayList<>(endpoint.secrets());
        secrets.addAll(proxies.secrets());
        key.ifPresent(secrets::add);
        final TransportSettings settings = new TransportSettings(
                endpoint,
                options.connectTimeout(),
                options.timeout(),
                options.maxBodyBytes(),
                proxies,
                Optional.ofNullable(env.get(TrustedCertificates.VARIABLE))
                        .filter(value -> !value.isBlank())
                        .map(Path::of),
                Redaction.of(secrets));
        final String label = provider.prefix() + ":" + name;
        final HttpTransport transport = new HttpTransport(
                settings, new ResponseShape(provider, refusals(provider, label, name, endpoint)), Clock.systemUTC());
        return new HostedModel(
                label,
                identity(provider, endpoint, name, options),
                new Wires(transport.builder(), endpoint.base(), name, key, options).of(provider),
                provider.maxTemperature(),
                options.contextTokens().orElse(Integer.MAX_VALUE));
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
            HostedProvider provider, Endpoint endpoint, String name, HostedOptions options) {
        final Map<String, String> details = new HashMap<>();
        details.put("api", "chat");
        if (provider == HostedProvider.OLLAMA) {
            options.contextTokens().ifPresent(tokens -> details.put("contextTokens", Integer.toString(tokens)));
        }
        return new ModelIdentity(provider.prefix(), endpoint.base(), name, details, true);
    }

    private static Refusals refusals(HostedProvider provider, String label, String name, Endpoint endpoint) {
        final String unknownModel = switch (provider) {
            case OLLAMA -> "Fetch it with: ollama pull " + name;
            case OPENAI -> "Check the model's name, and OPENAI_BASE_URL, which usually ends in /v1.";
            default -> "Check the model's name, and " + provider.urlNames() + " if set.";
        };
        return new Refusals(label + " at " + endpoint, provider.keyNames(), provider.urlNames(), unknownModel);
    }

    private static Endpoint endpoint(HostedProvider provider, Map<String, String> env, HostedOptions options) {
        final Optional<HostedProvider.Variable> given = options.baseUrl()
                .map(url -> new HostedProvider.Variable("baseUrl", url))
                .or(() -> provider.url(env));
        if (given.isEmpty()) {
            return Endpoint.parse(provider.defaultUrl(), "default");
        }
        final String url = given.get().value();
        return Endpoint.parse(
                        provider == HostedProvider.OLLAMA ? ollamaUrl(url) : url,
                        given.get().name())
                .withDefaultPath(provider.defaultPath());
    }

    /** {@code OLLAMA_HOST} is also what the server listens on: often a bare host, a bare port, or any address. */
    private static String ollamaUrl(String value) {
        if (value.contains("://")) {
            return value;
        }
        final String host =
                value.startsWith(":") ? "127.0.0.1" + value : value.replaceFirst("^0\\.0\\.0\\.0", "127.0.0.1");
        final String authority = host.replaceFirst("/.*", "");
        final boolean hasPort = authority.matches(".*:\\d+$") && !authority.endsWith("]");
        return "http://" + authority + (hasPort ? "" : ":" + OLLAMA_PORT) + host.substring(authority.length());
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
