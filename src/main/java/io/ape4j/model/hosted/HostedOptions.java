package io.ape4j.model.hosted;

import io.ape4j.model.hosted.scoring.ScoringProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What may be said about a hosted model beside its name; nothing secret.
 *
 * @param urls where it is; they go before the environment's variable. Several are interchangeable servers
 * @param group what the cache calls those servers, whatever their addresses; empty for the addresses themselves
 * @param connectTimeout longest wait for a connection
 * @param timeout longest wait for one answer, connecting included
 * @param maxBodyBytes longest response that is read
 * @param dialect what its server understands
 */
public record HostedOptions(
        List<String> urls,
        Optional<String> group,
        Duration connectTimeout,
        Duration timeout,
        int maxBodyBytes,
        Dialect dialect) {
    /** What is fitting for most servers: ten seconds to connect, two minutes for an answer of at most 16 MiB. */
    public static final HostedOptions DEFAULT = new HostedOptions(
            List.of(), Optional.empty(), Duration.ofSeconds(10), Duration.ofMinutes(2), 16 << 20, Dialect.DEFAULT);

    /**
     * What a server understands.
     *
     * @param contextTokens most tokens of prompt and answer together, if known; Ollama is told to hold that many
     * @param grammar whether the OpenAI-compatible server is a llama-server, which takes GBNF grammars
     * @param temperature whether a temperature is sent; some reasoning models refuse any
     * @param emptySystemMessage whether Ollama and OpenAI-compatible servers are sent an empty system message where the
     *     prompt has none, so that the model's template adds none of its own
     * @param scoring how the OpenAI-compatible server tells the log-probability of a given answer
     */
    public record Dialect(
            OptionalInt contextTokens,
            boolean grammar,
            boolean temperature,
            boolean emptySystemMessage,
            ScoringProtocol scoring) {
        /** Nothing special. */
        public static final Dialect DEFAULT = new Dialect(OptionalInt.empty(), false, true, true, ScoringProtocol.NONE);

        public Dialect {
            Objects.requireNonNull(scoring, "scoring");
            if (contextTokens.orElse(1) < 1) {
                throw new IllegalArgumentException("contextTokens must be at least 1, was " + contextTokens.getAsInt());
            }
        }
    }

    public HostedOptions {
        urls = List.copyOf(urls);
        Objects.requireNonNull(dialect, "dialect");
        if (!isPositive(connectTimeout) || !isPositive(timeout)) {
            throw new IllegalArgumentException("time-outs must be longer than 0");
        }
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("maxBodyBytes must be at least 1, was " + maxBodyBytes);
        }
        if (group.isPresent() && !group.get().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("the name of a group of servers is letters, digits, dots, dashes and"
                    + " underscores, such as \"farm-1\", not \"" + group.get() + "\"");
        }
    }

    public HostedOptions withBaseUrl(String url) {
        return withUrls(List.of(url));
    }

    /** Several servers that are interchangeable. */
    public HostedOptions withUrls(List<String> addresses) {
        return new HostedOptions(addresses, group, connectTimeout, timeout, maxBodyBytes, dialect);
    }

    public HostedOptions withGroup(String name) {
        return new HostedOptions(urls, Optional.of(name), connectTimeout, timeout, maxBodyBytes, dialect);
    }

    public HostedOptions withTimeout(Duration longest) {
        return new HostedOptions(urls, group, connectTimeout, longest, maxBodyBytes, dialect);
    }

    public HostedOptions withMaxBodyBytes(int bytes) {
        return new HostedOptions(urls, group, connectTimeout, timeout, bytes, dialect);
    }

    public HostedOptions withContextTokens(int tokens) {
        return with(new Dialect(
                OptionalInt.of(tokens),
                dialect.grammar,
                dialect.temperature,
                dialect.emptySystemMessage,
                dialect.scoring));
    }

    public HostedOptions withGrammar() {
        return with(new Dialect(
                dialect.contextTokens, true, dialect.temperature, dialect.emptySystemMessage, dialect.scoring));
    }

    /** For models that refuse a temperature: whatever the request says, none is sent. */
    public HostedOptions withoutTemperature() {
        return with(new Dialect(
                dialect.contextTokens, dialect.grammar, false, dialect.emptySystemMessage, dialect.scoring));
    }

    /** For models whose template has no place for a system message. */
    public HostedOptions withoutEmptySystemMessage() {
        return with(new Dialect(dialect.contextTokens, dialect.grammar, dialect.temperature, false, dialect.scoring));
    }

    /** For servers that tell the log-probability of a given answer. */
    public HostedOptions withScoring(ScoringProtocol protocol) {
        return with(new Dialect(
                dialect.contextTokens, dialect.grammar, dialect.temperature, dialect.emptySystemMessage, protocol));
    }

    public HostedOptions with(Dialect other) {
        return new HostedOptions(urls, group, connectTimeout, timeout, maxBodyBytes, other);
    }

    /** Without the URLs, which may hold passwords. */
    @Override
    public String toString() {
        return "HostedOptions[group=" + group + ", connectTimeout=" + connectTimeout + ", timeout=" + timeout
                + ", maxBodyBytes=" + maxBodyBytes + ", dialect=" + dialect + "]";
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }
}
