package io.ape4j.model.hosted;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What may be said about a hosted model beside its name; nothing secret.
 *
 * @param baseUrl where it is; goes before the environment's variable
 * @param connectTimeout longest wait for a connection
 * @param timeout longest wait for one answer, connecting included
 * @param maxBodyBytes longest response that is read
 * @param contextTokens most tokens of prompt and answer together, if known; Ollama is told to hold that many
 * @param grammar whether the OpenAI-compatible server is a llama-server, which takes GBNF grammars
 */
public record HostedOptions(
        Optional<String> baseUrl,
        Duration connectTimeout,
        Duration timeout,
        int maxBodyBytes,
        OptionalInt contextTokens,
        boolean grammar) {
    /** What is fitting for most servers: ten seconds to connect, two minutes for an answer of at most 16 MiB. */
    public static final HostedOptions DEFAULT = new HostedOptions(
            Optional.empty(), Duration.ofSeconds(10), Duration.ofMinutes(2), 16 << 20, OptionalInt.empty(), false);

    public HostedOptions {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(contextTokens, "contextTokens");
        if (!isPositive(connectTimeout) || !isPositive(timeout)) {
            throw new IllegalArgumentException("time-outs must be longer than 0");
        }
        if (maxBodyBytes < 1 || contextTokens.orElse(1) < 1) {
            throw new IllegalArgumentException("maxBodyBytes and contextTokens must be at least 1");
        }
    }

    public HostedOptions withBaseUrl(String url) {
        return new HostedOptions(Optional.of(url), connectTimeout, timeout, maxBodyBytes, contextTokens, grammar);
    }

    public HostedOptions withTimeout(Duration longest) {
        return new HostedOptions(baseUrl, connectTimeout, longest, maxBodyBytes, contextTokens, grammar);
    }

    public HostedOptions withMaxBodyBytes(int bytes) {
        return new HostedOptions(baseUrl, connectTimeout, timeout, bytes, contextTokens, grammar);
    }

    public HostedOptions withContextTokens(int tokens) {
        return new HostedOptions(baseUrl, connectTimeout, timeout, maxBodyBytes, OptionalInt.of(tokens), grammar);
    }

    public HostedOptions withGrammar() {
        return new HostedOptions(baseUrl, connectTimeout, timeout, maxBodyBytes, contextTokens, true);
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }
}
