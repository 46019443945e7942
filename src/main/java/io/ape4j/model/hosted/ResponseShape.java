package io.ape4j.model.hosted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.Answer;
import io.ape4j.model.ModelException;
import io.ape4j.model.Usage;
import io.ape4j.model.hosted.http.HttpRefusal;
import io.ape4j.model.hosted.http.ResponseReader;
import io.ape4j.model.hosted.scoring.PromptTokens;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Checks a provider's response before the client library reads it, because the library can't tell an answer that is
 * empty from one that is missing, fails on what it doesn't know, and joins text blocks with line breaks of its own.
 */
final class ResponseShape implements ResponseReader {
    /** Escapes, because a lone surrogate would not survive the way through UTF-8 and shall be seen further up. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final Set<String> GEMINI_BLOCKED = Set.of(
            "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY", "IMAGE_RECITATION");
    private static final Set<String> GEMINI_ENDED = Set.of("STOP", "MAX_TOKENS");

    private final HostedProvider provider;
    private final Refusals refusals;

    ResponseShape(HostedProvider provider, Refusals refusals) {
        this.provider = provider;
        this.refusals = refusals;
    }

    @Override
    public RuntimeException refuse(HttpRefusal refusal) {
        return refusals.of(refusal);
    }

    @Override
    public String accept(String body) {
        final ObjectNode root = parse(body);
        if (root.hasNonNull("error")) {
            final int code = root.path("error").path("code").asInt(500);
            throw refuse(new HttpRefusal(code >= 400 && code < 600 ? code : 500, body, Optional.empty()));
        }
        switch (provider) {
            case OPENAI, MISTRAL -> checkChoices(root);
            case ANTHROPIC -> checkAnthropic(root);
            case GEMINI -> checkGemini(root);
            case OLLAMA -> checkOllama(root);
        }
        return written(root);
    }

    private static String written(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    private ObjectNode parse(String body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode root) {
                return root;
            }
        } catch (JsonProcessingException e) {
            // The exception quotes the body, so it is not passed on.
        }
        throw malformed(
                body.isBlank() ? "nothing" : body.stripLeading().startsWith("<") ? "an HTML page" : "broken JSON");
    }

    private void checkChoices(ObjectNode root) {
        if (!(root.path("choices").path(0) instanceof ObjectNode choice)
                || !(choice.path("message") instanceof ObjectNode message)) {
            throw malformed("no choices");
        }
        final String finish = choice.path("finish_reason").asText("");
        if (finish.equals("content_filter")
                || !message.path("refusal").asText("").isBlank()) {
            throw filtered(root.path("usage"), "prompt_tokens", "completion_tokens");
        }
        final JsonNode content = message.path("content");
        if (content.isArray()) {
            message.put("content", joinedText(content));
        } else if (!content.isTextual()) {
            final boolean onlyThought = message.hasNonNull("reasoning_content") || message.hasNonNull("reasoning");
            if (!finish.equals("length") && !onlyThought) {
                throw malformed("a choice without content");
            }
            message.put("content", "");
        }
        if (root.remove("prompt_logprobs") instanceof ArrayNode prompt) {
            PromptTokens.asLogProbabilities(prompt).ifPresent(tokens -> choice.set("logprobs", tokens));
        }
        root.putArray("choices").add(choice);
    }

    private void checkAnthropic(ObjectNode root) {
        if (!root.path("content").isArray()) {
            throw malformed("no content");
        }
        final String reason = root.path("stop_reason").asText("");
        if (reason.equals("refusal")) {
            throw filtered(root.path("usage"), "input_tokens", "output_tokens");
        }
        if (reason.equals("model_context_window_exceeded")) {
            root.put("stop_reason", "max_tokens");
        }
        final String text = joinedText(root.path("content"));
        root.putArray("content").addObject().put("type", "text").put("text", text);
    }

    private void checkGemini(ObjectNode root) {
        if (!root.path("promptFeedback").path("blockReason").asText("").isEmpty()) {
            throw filtered(root.path("usageMetadata"), "promptTokenCount", "candidatesTokenCount");
        }
        if (!(root.path("candidates").path(0) instanceof ObjectNode candidate)) {
            throw malformed("no candidates");
        }
        final String reason = candidate.path("finishReason").asText("");
        if (GEMINI_BLOCKED.contains(reason)) {
            throw filtered(root.path("usageMetadata"), "promptTokenCount", "candidatesTokenCount");
        }
        final JsonNode parts = candidate.path("content").path("parts");
        if (!parts.isArray() && !reason.equals("MAX_TOKENS")) {
            throw malformed("a candidate without content");
        }
        if (!GEMINI_ENDED.contains(reason)) {
            candidate.put("finishReason", "OTHER");
        }
        final String text = joinedText(parts);
        final ArrayNode tidy =
                candidate.putObject("content").put("role", "model").putArray("parts");
        tidy.addObject().put("text", text);
        if (!(root.path("usageMetadata") instanceof ObjectNode)) {
            root.putObject("usageMetadata");
        }
    }

    private void checkOllama(ObjectNode root) {
        if (!root.path("done").asBoolean(false)
                || !root.path("message").path("content").isTextual()) {
            throw malformed("no finished message");
        }
        if (root.path("done_reason").asText("").equals("load")) {
            throw malformed("a note that the model is being loaded");
        }
    }

    /** The text of all blocks that are no thoughts, as the model wrote it: one after the other. */
    private static String joinedText(JsonNode blocks) {
        return StreamSupport.stream(blocks.spliterator(), false)
                .filter(block -> !block.path("thought").asBoolean(false))
                .map(block -> block.isTextual() ? block : block.path("text"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.joining());
    }

    private static ExampleFailure filtered(JsonNode usage, String input, String output) {
        final boolean reported = usage.path(input).isNumber();
        return new ExampleFailure(
                Answer.Finish.CONTENT_FILTERED,
                new Usage(tokens(usage.path(input)), tokens(usage.path(output)), reported));
    }

    /** As many as the client library can count, too. */
    private static long tokens(JsonNode count) {
        return Math.max(0, Math.min(Integer.MAX_VALUE, count.asLong()));
    }

    private ModelException malformed(String what) {
        return new ModelException.Transient(
                refusals.model() + " answered with " + what + "; if it stays so, check " + refusals.urlNames(),
                null,
                null);
    }
}
