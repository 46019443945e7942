package io.ape4j.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.task.text.Sha256;
import java.util.Objects;

/**
 * SHA-256 of a canonical request: kind, model identity, messages, every parameter, continuation and sample number.
 *
 * @param hex 64 lower-case hex digits
 */
public record CallKey(String hex) implements Comparable<CallKey> {
    /** Doubles are hashed by their shortest text, which before JDK 19 was not always what Double.toString gave. */
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    public CallKey {
        Objects.requireNonNull(hex, "hex");
        if (hex.length() != 64) {
            throw new IllegalArgumentException("a call key has 64 hex digits, not " + hex.length());
        }
    }

    public static CallKey of(ModelIdentity model, Request request) {
        return new CallKey(Sha256.hex(canonical(model, request)));
    }

    /** The text that is hashed: JSON with a fixed order of keys. */
    public static String canonical(ModelIdentity model, Request request) {
        final ObjectNode root = JSON.createObjectNode();
        root.put("v", 1);
        root.put("kind", request.kind().name());
        final ObjectNode identity = root.putObject("model");
        identity.put("provider", model.provider());
        identity.put("endpoint", model.endpoint());
        identity.put("name", model.name());
        identity.set("details", JSON.valueToTree(model.details()));
        final ArrayNode messages = root.putArray("messages");
        request.messages()
                .forEach(message -> messages.addObject()
                        .put("role", message.role().wireName())
                        .put("text", message.text()));
        root.set("parameters", JSON.valueToTree(request.parameters()));
        root.put("continuation", request.continuation());
        root.put("sample", request.sample());
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a request parameter is not a JSON value", e);
        }
    }

    @Override
    public int compareTo(CallKey other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
