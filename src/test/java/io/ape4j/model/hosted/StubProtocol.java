package io.ape4j.model.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.ModelSpec;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The chat protocols that a {@link StubServer} speaks, as the providers document them. */
public enum StubProtocol {
    OPENAI("/v1", ModelSpec.Provider.OPENAI, "OPENAI_API_KEY", "OPENAI_BASE_URL"),
    ANTHROPIC("/anthropic/v1", ModelSpec.Provider.ANTHROPIC, "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL"),
    OLLAMA("/ollama", ModelSpec.Provider.OLLAMA, "OLLAMA_API_KEY", "OLLAMA_HOST"),
    GEMINI("/gemini/v1beta", ModelSpec.Provider.GEMINI, "GEMINI_API_KEY", "GEMINI_BASE_URL"),
    MISTRAL("/mistral/v1", ModelSpec.Provider.MISTRAL, "MISTRAL_API_KEY", "MISTRAL_BASE_URL");

    private static final JsonMapper JSON = new JsonMapper();

    private final String basePath;
    private final ModelSpec.Provider provider;
    private final String keyVariable;
    private final String urlVariable;

    StubProtocol(String basePath, ModelSpec.Provider provider, String keyVariable, String urlVariable) {
        this.basePath = basePath;
        this.provider = provider;
        this.keyVariable = keyVariable;
        this.urlVariable = urlVariable;
    }

    /** Where the protocol is spoken below the server's address. */
    public String basePath() {
        return basePath;
    }

    public ModelSpec.Provider provider() {
        return provider;
    }

    /** The environment variable of the key. */
    public String keyVariable() {
        return keyVariable;
    }

    /** The environment variable of the base URL. */
    public String urlVariable() {
        return urlVariable;
    }

    static StubProtocol ofPath(String path) {
        for (final StubProtocol protocol : values()) {
            if (path.startsWith(protocol.basePath + "/")) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("no protocol is spoken at " + path);
    }

    String model(StubRequest request) {
        return this == GEMINI
                ? request.path().replaceFirst(".*/models/", "").replaceFirst(":.*", "")
                : request.body().path("model").asText();
    }

    int maxTokens(JsonNode body) {
        return switch (this) {
            case OPENAI ->
                body.path("max_tokens").asInt(body.path("max_completion_tokens").asInt());
            case ANTHROPIC, MISTRAL -> body.path("max_tokens").asInt();
            case OLLAMA -> body.path("options").path("num_predict").asInt();
            case GEMINI -> body.path("generationConfig").path("maxOutputTokens").asInt();
        };
    }

    List<Message> messages(JsonNode body) {
        final List<Message> messages = new ArrayList<>();
        final String system =
                text(this == GEMINI ? body.path("systemInstruction").path("parts") : body.path("system"));
        if (!system.isEmpty()) {
            messages.add(Message.system(system));
        }
        for (final JsonNode message : body.path(this == GEMINI ? "contents" : "messages")) {
            final String role = message.path("role").asText().replace("model", "assistant");
            messages.add(new Message(Role.ofWireName(role), text(message.path(this == GEMINI ? "parts" : "content"))));
        }
        return messages;
    }

    String answer(StubRequest request, StubReply.Text reply) {
        final long input = words(request.prompt());
        final long output = words(reply.text());
        final ObjectNode root = JSON.createObjectNode();
        switch (this) {
            case OPENAI, MISTRAL -> choices(root, request, reply);
            case ANTHROPIC -> {
                root.put("id", "msg_1")
                        .put("type", "message")
                        .put("role", "assistant")
                        .put("model", request.model());
                root.putArray("content").addObject().put("type", "text").put("text", reply.text());
                root.put("stop_reason", pick(reply, "end_turn", "max_tokens", "refusal"));
            }
            case OLLAMA -> {
                root.put("model", request.model())
                        .put("created_at", "2026-01-01T00:00:00Z")
                        .put("done", true);
                root.putObject("message").put("role", "assistant").put("content", reply.text());
                root.put("done_reason", pick(reply, "stop", "length", "stop"));
            }
            case GEMINI -> {
                root.put("modelVersion", request.model());
                final ObjectNode candidate = root.putArray("candidates").addObject();
                candidate.put("finishReason", pick(reply, "STOP", "MAX_TOKENS", "SAFETY"));
                final ObjectNode content = candidate.putObject("content").put("role", "model");
                content.putArray("parts").addObject().put("text", reply.text());
            }
        }
        if (reply.usage()) {
            usage(root, input, output);
        }
        return root.toString();
    }

    String error(StubReply.Failure failure) {
        final ObjectNode root = JSON.createObjectNode();
        switch (this) {
            case OPENAI ->
                root.putObject("error")
                        .put("message", failure.message())
                        .put("type", "error")
                        .putNull("param")
                        .put("code", failure.code());
            case MISTRAL ->
                root.put("object", "error")
                        .put("message", failure.message())
                        .put("type", failure.code())
                        .put("code", "1000");
            case ANTHROPIC ->
                root.put("type", "error")
                        .putObject("error")
                        .put("type", failure.code())
                        .put("message", failure.message());
            case OLLAMA -> root.put("error", failure.message());
            case GEMINI ->
                root.putObject("error")
                        .put("code", failure.status())
                        .put("message", failure.message())
                        .put("status", failure.code());
        }
        return root.toString();
    }

    /** The headers that carry the key. */
    public static String keyOf(Map<String, String> headers) {
        final String bearer = headers.getOrDefault("authorization", "").replaceFirst("^Bearer ", "");
        return headers.getOrDefault("x-api-key", headers.getOrDefault("x-goog-api-key", bearer));
    }

    private static void choices(ObjectNode root, StubRequest request, StubReply.Text reply) {
        root.put("id", "chatcmpl-1")
                .put("object", "chat.completion")
                .put("created", 0)
                .put("model", request.model());
        final ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", reply.text());
        choice.put("finish_reason", pick(reply, "stop", "length", "content_filter"));
        if (request.body().path("logprobs").asBoolean(false)) {
            final ArrayNode content = choice.putObject("logprobs").putArray("content");
            for (final String word : reply.text().split("(?<= )", -1)) {
                content.addObject().put("token", word).put("logprob", -0.25).putArray("top_logprobs");
            }
        }
    }

    private void usage(ObjectNode root, long input, long output) {
        switch (this) {
            case OPENAI, MISTRAL ->
                root.putObject("usage")
                        .put("prompt_tokens", input)
                        .put("completion_tokens", output)
                        .put("total_tokens", input + output);
            case ANTHROPIC -> root.putObject("usage").put("input_tokens", input).put("output_tokens", output);
            case OLLAMA -> root.put("prompt_eval_count", input).put("eval_count", output);
            case GEMINI ->
                root.putObject("usageMetadata")
                        .put("promptTokenCount", input)
                        .put("candidatesTokenCount", output)
                        .put("totalTokenCount", input + output);
        }
    }

    private static String pick(StubReply.Text reply, String stop, String length, String filtered) {
        return switch (reply.finish()) {
            case STOP -> stop;
            case LENGTH -> length;
            case FILTERED -> filtered;
        };
    }

    private static String text(JsonNode content) {
        return content.isTextual()
                ? content.asText()
                : StreamSupport.stream(content.spliterator(), false)
                        .map(part -> part.path("text").asText())
                        .collect(Collectors.joining());
    }

    private static long words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
