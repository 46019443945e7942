package io.ape4j.model.hosted.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Reads the log-probabilities of a prompt's tokens as vLLM sends them. */
public final class PromptTokens {
    private PromptTokens() {}

    /**
     * In the form of OpenAI's {@code choices[].logprobs}, which client libraries read.
     *
     * @param prompt for each token an object of its number with {@code logprob} and {@code decoded_token}, the token
     *     itself before others; null for the first, before which nothing stands
     * @return empty if it is something else
     */
    public static Optional<ObjectNode> asLogProbabilities(ArrayNode prompt) {
        final ObjectNode found = JsonNodeFactory.instance.objectNode();
        final ArrayNode content = found.putArray("content");
        for (int i = 1; i < prompt.size(); i++) {
            final JsonNode token = first(prompt.get(i));
            if (!token.path("logprob").isNumber()) {
                return Optional.empty();
            }
            content.addObject()
                    .put("token", token.path("decoded_token").asText(""))
                    .put("logprob", token.path("logprob").doubleValue());
        }
        return Optional.of(found);
    }

    private static JsonNode first(JsonNode candidates) {
        return candidates.elements().hasNext() ? candidates.elements().next() : JsonNodeFactory.instance.missingNode();
    }
}
