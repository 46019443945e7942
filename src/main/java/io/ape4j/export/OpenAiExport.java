package io.ape4j.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.export.format.ChatMessages;
import io.ape4j.export.format.JsonText;
import io.ape4j.export.format.MessageFormat;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.PlainSlots;
import io.ape4j.export.template.TemplateLanguage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code messages} of OpenAI's chat API as JSON, with <code>{{field}}</code> where the program that sends them puts
 * its values.
 */
final class OpenAiExport extends MessageFormat {
    private static final PlainSlots LANGUAGE = new PlainSlots();

    @Override
    public String id() {
        return "openai";
    }

    @Override
    public TemplateLanguage language() {
        return LANGUAGE;
    }

    @Override
    protected Map<String, String> write(List<MessageTemplate> messages, Winner winner) {
        return Map.of("messages.json", JsonText.write(ChatMessages.write(messages, LANGUAGE)));
    }

    @Override
    public boolean isIn(String name, String text) {
        if (!name.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return false;
        }
        final JsonNode root = JsonText.peek(text);
        return root.isArray() || root.path("messages").isArray();
    }

    @Override
    protected List<MessageTemplate> messages(Map<String, String> files) {
        final JsonNode root = JsonText.read(OneFile.of(files));
        return ChatMessages.read(root.isArray() ? root : root.path("messages"), LANGUAGE);
    }
}
