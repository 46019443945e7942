package io.ape4j.export.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.TemplateLanguage;
import io.ape4j.prompt.Role;
import java.util.ArrayList;
import java.util.List;

/** Messages as a list of objects with {@code role} and {@code content}, as many tools have them. */
public final class ChatMessages {
    private ChatMessages() {}

    public static ArrayNode write(List<MessageTemplate> messages, TemplateLanguage language) {
        final ArrayNode list = JsonNodeFactory.instance.arrayNode();
        messages.forEach(message ->
                list.addObject().put("role", message.role().wireName()).put("content", language.write(message)));
        return list;
    }

    /**
     * Reads such a list.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static List<MessageTemplate> read(JsonNode list, TemplateLanguage language) {
        if (!list.isArray()) {
            throw new IllegalArgumentException("it has no list of messages");
        }
        final List<MessageTemplate> messages = new ArrayList<>();
        for (final JsonNode message : list) {
            if (!message.path("role").isTextual() || !message.path("content").isTextual()) {
                throw new IllegalArgumentException(
                        "message " + (messages.size() + 1) + " needs a role and a content, both of them text");
            }
            messages.add(new MessageTemplate(
                    Role.ofWireName(message.path("role").textValue()),
                    language.read(message.path("content").textValue())));
        }
        return messages;
    }
}
