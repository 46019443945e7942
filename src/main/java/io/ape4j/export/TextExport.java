package io.ape4j.export;

import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.TemplateText;
import java.util.List;
import java.util.Map;

/** Plain text with <code>{{field}}</code> slots, as {@link io.ape4j.task.file.PromptFile} reads it. */
final class TextExport implements ExportFormat {
    @Override
    public String id() {
        return "txt";
    }

    @Override
    public Map<String, String> files(Prompt prompt, List<String> fields, Provenance provenance) {
        return Map.of("prompt.txt", text(MessageTemplate.of(prompt, fields)));
    }

    static String text(List<MessageTemplate> messages) {
        if (messages.size() == 1 && messages.get(0).role() == Role.USER) {
            return body(messages.get(0)) + "\n";
        }
        final StringBuilder out = new StringBuilder();
        for (final MessageTemplate message : messages) {
            out.append("---")
                    .append(message.role().wireName())
                    .append("---\n")
                    .append(body(message))
                    .append("\n\n");
        }
        return out.toString().stripTrailing() + "\n";
    }

    private static String body(MessageTemplate message) {
        final String text = message.write(TemplateText::escape, field -> "{{" + field + "}}");
        if (!text.equals(text.strip())
                || text.lines().anyMatch(line -> line.matches("---(system|user|assistant)---\\s*"))) {
            throw new ExportRefused("a message begins or ends with white space, or holds a line such as ---user---, "
                    + "which plain text can't keep apart; export it as json");
        }
        return text;
    }
}
