package io.ape4j.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.export.format.ChatMessages;
import io.ape4j.export.format.MessageFormat;
import io.ape4j.export.format.Winner;
import io.ape4j.export.format.YamlText;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.PlainSlots;
import io.ape4j.export.template.TemplateLanguage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A {@code .prompt.yml} file of GitHub Models: messages whose <code>{{field}}</code> are replaced, as the source of its
 * command-line extension does it, with nothing that could be escaped.
 */
final class GitHubExport extends MessageFormat {
    private static final PlainSlots LANGUAGE = new PlainSlots();

    @Override
    public String id() {
        return "github";
    }

    @Override
    public TemplateLanguage language() {
        return LANGUAGE;
    }

    @Override
    protected Map<String, String> write(List<MessageTemplate> messages, Winner winner) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("name", winner.provenance().task());
        root.set("messages", ChatMessages.write(messages, LANGUAGE));
        return Map.of("ape4j.prompt.yml", YamlText.write(root));
    }

    @Override
    public boolean isIn(String name, String text) {
        final String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".prompt.yml") || lower.endsWith(".prompt.yaml");
    }

    @Override
    protected List<MessageTemplate> messages(Map<String, String> files) {
        return ChatMessages.read(YamlText.read(OneFile.of(files)).path("messages"), LANGUAGE);
    }
}
