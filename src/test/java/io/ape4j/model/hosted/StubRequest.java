package io.ape4j.model.hosted;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.prompt.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request that a {@link StubServer} got.
 *
 * @param number 0 for the first one to arrive
 * @param protocol spoken on that path
 * @param path with the query
 * @param headers by lower-case name
 * @param body as JSON
 */
public record StubRequest(int number, StubProtocol protocol, String path, Map<String, String> headers, JsonNode body) {
    /** The model's name, as the client sent it. */
    public String model() {
        return protocol.model(this);
    }

    /** The chat, whatever the protocol. */
    public List<Message> messages() {
        return protocol.messages(body);
    }

    /** The texts of all messages, one after the other; what a script usually answers from. */
    public String prompt() {
        return messages().stream().map(Message::text).collect(Collectors.joining("\n"));
    }

    /** The limit on generated tokens; 0 if the client sent none. */
    public int maxTokens() {
        return protocol.maxTokens(body);
    }
}
