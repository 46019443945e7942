package io.ape4j.export;

import io.ape4j.export.format.MessageFormat;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.LangChain4jSlots;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.TemplateLanguage;
import io.ape4j.prompt.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resource files for LangChain4j's {@code @SystemMessage(fromResource = ...)} and
 * {@code @UserMessage(fromResource = ...)}: one file a message, with <code>{{field}}</code> variables, and an interface
 * that names them.
 *
 * <p>LangChain4j's templates have no escape, so that literal double braces are refused; and an AI service has at most
 * one system and one user message, so that demonstrations as chat turns are.
 */
final class LangChain4jExport extends MessageFormat {
    private static final LangChain4jSlots LANGUAGE = new LangChain4jSlots();
    private static final Set<String> NAMES = Set.of(fileName(Role.SYSTEM), fileName(Role.USER));

    @Override
    public String id() {
        return "langchain4j";
    }

    @Override
    public TemplateLanguage language() {
        return LANGUAGE;
    }

    @Override
    protected Map<String, String> write(List<MessageTemplate> messages, Winner winner) {
        final Map<String, String> files = new LinkedHashMap<>();
        for (final MessageTemplate message : messages) {
            if (message.role() == Role.ASSISTANT || files.containsKey(fileName(message.role()))) {
                throw new ExportRefused(
                        "LangChain4j's AI services take one system and one user message, and this prompt"
                                + " has more; set demonstrations as text, or export it as json");
            }
            final String text = LANGUAGE.write(message);
            if (text.trim().isEmpty()) {
                throw new ExportRefused("the prompt has a message that is blank, which LangChain4j's templates refuse;"
                        + " export it as json");
            }
            files.put(fileName(message.role()), text);
        }
        files.put(LangChain4jService.FILE, LangChain4jService.source(files.keySet(), winner.fields()));
        return files;
    }

    @Override
    public boolean isIn(String name, String text) {
        return NAMES.contains(name);
    }

    @Override
    protected List<MessageTemplate> messages(Map<String, String> files) {
        final List<MessageTemplate> messages = new ArrayList<>();
        for (final Role role : List.of(Role.SYSTEM, Role.USER)) {
            final String text = files.get(fileName(role));
            if (text != null) {
                messages.add(new MessageTemplate(role, LANGUAGE.read(text)));
            }
        }
        return messages;
    }

    private static String fileName(Role role) {
        return role.wireName() + "-message.txt";
    }
}
