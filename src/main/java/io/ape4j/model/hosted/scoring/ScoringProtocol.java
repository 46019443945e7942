package io.ape4j.model.hosted.scoring;

import io.ape4j.model.Answer;
import io.ape4j.model.Request;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.prompt.Message;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an OpenAI-compatible server tells the log-probability of a given answer. OpenAI's own chat protocol has no way: it
 * tells log-probabilities of what was generated alone. So each of these is a chat request whose answer is known before.
 */
public enum ScoringProtocol {
    /** It does not. */
    NONE("none"),
    /**
     * llama-server: a grammar lets it write nothing but the text, and a bias makes it choose the tokens that the text is
     * split into: left alone, a model begins {@code Bad} with {@code B} if it thinks of another word. The log-probabilities
     * that it reports are those of the model, before bias, grammar and sampling.
     */
    LLAMA_SERVER("llama-server"),
    /**
     * vLLM: the text is the beginning of the assistant's message, which is to be continued by one token; the
     * log-probabilities of the prompt's own tokens, of which the text's are the last, come with it.
     */
    VLLM("vllm");

    /** A parameter of chat requests that vLLM alone knows: log-probabilities of the prompt, whose last message goes on. */
    public static final String OF_THE_PROMPT = "promptLogProbabilities";

    /** A parameter of chat requests that llama-server alone knows: a text whose tokens go before all others. */
    public static final String TOKENS_OF = "tokensOf";

    private static final char REPLACEMENT = '\uFFFD';

    private final String configName;

    ScoringProtocol(String configName) {
        this.configName = configName;
    }

    /** What a search file or the command line says. */
    public String configName() {
        return configName;
    }

    /**
     * The protocol of that name.
     *
     * @throws IllegalArgumentException that names the nearest
     */
    public static ScoringProtocol named(String name) {
        final List<String> names =
                Arrays.stream(values()).map(ScoringProtocol::configName).toList();
        return Arrays.stream(values())
                .filter(protocol -> protocol.configName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "scoring is " + Shown.quoted(name) + "; " + Nearest.advice(name, names)));
    }

    /**
     * The chat request whose answer tells the log-probability.
     *
     * @param scoring of a continuation that is not empty
     * @throws IllegalStateException if there is no such request
     */
    public Request asChat(Request scoring) {
        final String text = Objects.requireNonNull(scoring.continuation(), "continuation");
        return switch (this) {
            case NONE -> throw new IllegalStateException("this server scores no continuation");
            case LLAMA_SERVER ->
                // A token has at least one byte; the last is the end of the turn.
                Request.chat(scoring.messages(), text.getBytes(StandardCharsets.UTF_8).length + 1)
                        .with(Request.GRAMMAR, "root ::= " + literal(text))
                        .with(TOKENS_OF, text)
                        .with(Request.LOG_PROBABILITIES, true)
                        .withSample(scoring.sample());
            case VLLM -> {
                final List<Message> messages = new ArrayList<>(scoring.messages());
                messages.add(Message.assistant(text));
                yield Request.chat(messages, 1).with(OF_THE_PROMPT, true).withSample(scoring.sample());
            }
        };
    }

    /** A text as GBNF writes it. */
    private static String literal(String text) {
        final StringBuilder literal = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> literal.appendCodePoint(c);
            }
        });
        return literal.append('"').toString();
    }

    /**
     * The tokens of the continuation among those that the server reported; empty if they do not spell it.
     *
     * @param chat what was answered to {@link #asChat}; with the tokens of the answer (llama-server) or the prompt (vLLM)
     */
    public Optional<List<TokenLogProbability>> spelling(Answer chat, String continuation) {
        return switch (this) {
            case NONE -> Optional.empty();
            case LLAMA_SERVER ->
                chat.text().equals(continuation)
                        ? whole(withoutEnd(chat.logProbabilities(), continuation), continuation)
                        : Optional.empty();
            case VLLM -> tail(chat.logProbabilities(), continuation);
        };
    }

    /** Without the end of the turn, which comes with its name, with no text, or not at all. */
    private static List<TokenLogProbability> withoutEnd(List<TokenLogProbability> tokens, String text) {
        if (tokens.isEmpty()) {
            return tokens;
        }
        final String last = tokens.get(tokens.size() - 1).token();
        final boolean isText = !last.isEmpty() && (text.endsWith(last) || last.indexOf(REPLACEMENT) >= 0);
        return isText ? tokens : tokens.subList(0, tokens.size() - 1);
    }

    private static Optional<List<TokenLogProbability>> whole(List<TokenLogProbability> tokens, String text) {
        int at = 0;
        boolean inCharacter = false;
        for (final TokenLogProbability token : tokens) {
            final String piece = token.token();
            // Tokens that are parts of a character have no text of their own; the next whole one shows where they end.
            if (piece.isEmpty() || piece.indexOf(REPLACEMENT) >= 0) {
                inCharacter = true;
                continue;
            }
            final int found = inCharacter ? text.indexOf(piece, at) : at;
            if (found < 0 || !text.startsWith(piece, found)) {
                return Optional.empty();
            }
            at = found + piece.length();
            inCharacter = false;
        }
        return !tokens.isEmpty() && (inCharacter || at == text.length()) ? Optional.of(tokens) : Optional.empty();
    }

    private static Optional<List<TokenLogProbability>> tail(List<TokenLogProbability> tokens, String text) {
        int left = text.length();
        int first = tokens.size();
        while (left > 0 && first > 0) {
            final String piece = tokens.get(first - 1).token();
            if (!text.startsWith(piece, left - piece.length())) {
                return Optional.empty();
            }
            left -= piece.length();
            first--;
        }
        return left == 0 ? Optional.of(List.copyOf(tokens.subList(first, tokens.size()))) : Optional.empty();
    }
}
