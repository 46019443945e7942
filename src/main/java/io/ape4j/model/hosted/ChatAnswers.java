package io.ape4j.model.hosted;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.LogProb;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.ape4j.model.Answer;
import io.ape4j.model.ModelException;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads LangChain4j's {@link ChatResponse} as an {@link Answer}; reasoning blocks stay where the model put them. */
final class ChatAnswers {
    private ChatAnswers() {}

    /**
     * The answer.
     *
     * @throws ModelException.Transient if there is none
     */
    static Answer of(String model, ChatResponse response) {
        final String text =
                response.aiMessage() == null ? null : response.aiMessage().text();
        final FinishReason reason = response.finishReason();
        if (reason == FinishReason.CONTENT_FILTER) {
            return Answer.of("", Answer.Finish.CONTENT_FILTERED, usage(response.tokenUsage(), ""));
        }
        final boolean ended = reason == FinishReason.STOP || reason == FinishReason.LENGTH;
        if (response.aiMessage() == null || (text == null && !ended)) {
            throw new ModelException.Transient(model + " answered without text", null, null);
        }
        final String said = wellFormed(text == null ? "" : text);
        return new Answer(
                said,
                reason == FinishReason.LENGTH ? Answer.Finish.LENGTH : Answer.Finish.STOP,
                usage(response.tokenUsage(), said),
                logProbabilities(response));
    }

    private static Usage usage(@Nullable TokenUsage usage, String text) {
        if (usage == null || usage.inputTokenCount() == null) {
            return new Usage(0, 0, false);
        }
        if (usage.outputTokenCount() == null && !text.isEmpty()) {
            return new Usage(Math.max(0, usage.inputTokenCount()), 0, false);
        }
        long input = orZero(usage.inputTokenCount());
        long output = orZero(usage.outputTokenCount());
        if (usage instanceof AnthropicTokenUsage anthropic) {
            // Anthropic counts what it wrote to and read from its prompt cache apart.
            input += orZero(anthropic.cacheCreationInputTokens()) + orZero(anthropic.cacheReadInputTokens());
        }
        if (usage instanceof GoogleAiGeminiTokenUsage gemini) {
            // Thoughts are billed as output but not counted in it.
            output += orZero(gemini.thoughtsTokenCount());
        }
        return new Usage(input, output, true);
    }

    private static long orZero(@Nullable Integer count) {
        return count == null ? 0 : Math.max(0, count);
    }

    private static List<TokenLogProbability> logProbabilities(ChatResponse response) {
        if (!(response.metadata() instanceof OpenAiChatResponseMetadata metadata) || metadata.logProbs() == null) {
            return List.of();
        }
        final List<LogProb> given = metadata.logProbs();
        return given.stream().anyMatch(token -> token.token() == null || token.logprob() == null)
                ? List.of()
                : given.stream()
                        .map(token -> new TokenLogProbability(token.token(), token.logprob()))
                        .toList();
    }

    /** Lone surrogates can't be written down as UTF-8, and what is journaled must be what was scored. */
    private static String wellFormed(String text) {
        final StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
