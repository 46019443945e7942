package io.ape4j.model.hosted;

import io.ape4j.model.ModelSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts about a provider that are not code: where it is, and which environment variables it reads. */
@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
enum HostedProvider {
    OPENAI(
            ModelSpec.Provider.OPENAI,
            List.of("OPENAI_API_KEY"),
            List.of("OPENAI_BASE_URL"),
            "https://api.openai.com/v1",
            "",
            2.0),
    OLLAMA(
            ModelSpec.Provider.OLLAMA,
            List.of("OLLAMA_API_KEY"),
            List.of("OLLAMA_BASE_URL", "OLLAMA_HOST"),
            "http://127.0.0.1:11434",
            "",
            2.0),
    ANTHROPIC(
            ModelSpec.Provider.ANTHROPIC,
            List.of("ANTHROPIC_API_KEY"),
            List.of("ANTHROPIC_BASE_URL"),
            "https://api.anthropic.com/v1",
            "/v1",
            1.0),
    GEMINI(
            ModelSpec.Provider.GEMINI,
            List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
            List.of("GEMINI_BASE_URL", "GOOGLE_GEMINI_BASE_URL"),
            "https://generativelanguage.googleapis.com/v1beta",
            "/v1beta",
            2.0),
    MISTRAL(
            ModelSpec.Provider.MISTRAL,
            List.of("MISTRAL_API_KEY"),
            List.of("MISTRAL_BASE_URL"),
            "https://api.mistral.ai/v1",
            "/v1",
            1.5);

    private final ModelSpec.Provider provider;
    private final List<String> keyVariables;
    private final List<String> urlVariables;
    private final String defaultUrl;
    private final String defaultPath;
    private final double maxTemperature;

    HostedProvider(
            ModelSpec.Provider provider,
            List<String> keyVariables,
            List<String> urlVariables,
            String defaultUrl,
            String defaultPath,
            double maxTemperature) {
        this.provider = provider;
        this.keyVariables = keyVariables;
        this.urlVariables = urlVariables;
        this.defaultUrl = defaultUrl;
        this.defaultPath = defaultPath;
        this.maxTemperature = maxTemperature;
    }

    static Optional<HostedProvider> of(ModelSpec.Provider provider) {
        return Arrays.stream(values())
                .filter(hosted -> hosted.provider == provider)
                .findFirst();
    }

    String prefix() {
        return provider.prefix();
    }

    /** The variables that may hold the key, as an error names them. */
    String keyNames() {
        return String.join(" or ", keyVariables);
    }

    /** The variables that may hold the base URL, as an error names them. */
    String urlNames() {
        return String.join(" or ", urlVariables);
    }

    Optional<String> key(Map<String, String> env) {
        return first(keyVariables, env).map(Variable::value);
    }

    Optional<Variable> url(Map<String, String> env) {
        return first(urlVariables, env);
    }

    String defaultUrl() {
        return defaultUrl;
    }

    /** What is appended to a base URL without a path, because the provider's own tools leave it out. */
    String defaultPath() {
        return defaultPath;
    }

    double maxTemperature() {
        return maxTemperature;
    }

    /** A variable that is set, and to what. */
    record Variable(String name, String value) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Optional<Variable> first(List<String> names, Map<String, String> env) {
        return names.stream()
                .filter(name -> !env.getOrDefault(name, "").isBlank())
                .map(name -> new Variable(name, env.getOrDefault(name, "").strip()))
                .findFirst();
    }
}
