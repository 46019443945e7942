package io.ape4j.model;

import io.ape4j.prompt.Message;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model, complete: with the model's {@link ModelIdentity} it determines the answer as far as the
 * model allows.
 *
 * @param kind what is asked for
 * @param messages the chat so far; for {@link Kind#EMBED} the texts to embed
 * @param parameters every parameter that is sent, by name (constants below); JSON values
 * @param continuation for {@link Kind#SCORE_CONTINUATION}: the text whose log-probability is wanted
 * @param sample 0 for the first answer to this request, 1 for the second, ...; numbered by the loop alone
 */
public record Request(
        Kind kind,
        List<Message> messages,
        SortedMap<String, Object> parameters,
        @Nullable String continuation,
        int sample) {

    /** Double in [0, 2]; absent means the greedy 0. */
    public static final String TEMPERATURE = "temperature";
    /** Double in (0, 1]. */
    public static final String TOP_P = "topP";
    /** Integer: most tokens to generate. Every chat request carries it. */
    public static final String MAX_TOKENS = "maxTokens";
    /** List of String: texts that end generation; not part of the answer. */
    public static final String STOP = "stop";
    /** Long: seed of sampling, where the provider has one. */
    public static final String SEED = "seed";
    /** Boolean: whether the log-probabilities of the generated tokens are wanted, where the provider gives them. */
    public static final String LOG_PROBABILITIES = "logProbabilities";
    /** Map: a JSON schema for the answer, where the provider has structured output. */
    public static final String RESPONSE_FORMAT = "responseFormat";
    /** String: a GBNF grammar (embedded engine and llama-server). */
    public static final String GRAMMAR = "grammar";

    /** What is asked for. */
    public enum Kind {
        CHAT,
        SCORE_CONTINUATION,
        EMBED
    }

    public Request {
        Objects.requireNonNull(kind, "kind");
        messages = List.copyOf(messages);
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        if ((kind == Kind.SCORE_CONTINUATION) != (continuation != null)) {
            throw new IllegalArgumentException("a continuation belongs to SCORE_CONTINUATION requests and to no other");
        }
        if (sample < 0) {
            throw new IllegalArgumentException("sample must be at least 0, was " + sample);
        }
    }

    /** A greedy chat request. */
    public static Request chat(List<Message> messages, int maxTokens) {
        final SortedMap<String, Object> parameters = new TreeMap<>();
        parameters.put(MAX_TOKENS, maxTokens);
        parameters.put(TEMPERATURE, 0.0);
        return new Request(Kind.CHAT, messages, parameters, null, 0);
    }

    /** Asks for the log-probability of {@code continuation} as the assistant's answer. */
    public static Request scoreContinuation(List<Message> messages, String continuation) {
        return new Request(Kind.SCORE_CONTINUATION, messages, new TreeMap<>(), continuation, 0);
    }

    public Request with(String parameter, Object value) {
        final SortedMap<String, Object> changed = new TreeMap<>(parameters);
        changed.put(parameter, value);
        return new Request(kind, messages, changed, continuation, sample);
    }

    public Request withSample(int number) {
        return new Request(kind, messages, parameters, continuation, number);
    }

    /** The limit on generated tokens; 0 for kinds that generate none. */
    public int maxTokens() {
        return parameters.get(MAX_TOKENS) instanceof Number number ? number.intValue() : 0;
    }

    public double temperature() {
        return parameters.get(TEMPERATURE) instanceof Number number ? number.doubleValue() : 0.0;
    }
}
