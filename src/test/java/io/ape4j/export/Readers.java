package io.ape4j.export;

import io.ape4j.prompt.Message;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.ai.template.st.StTemplateRenderer;

/** What exports render to, by the library that each is for, or where that is no library of Java, by our own reader. */
final class Readers {
    private Readers() {}

    /** The messages with these values. */
    static List<Message> read(
            String format, Map<String, String> files, PromptTemplate template, Map<String, String> values) {
        return switch (format) {
            case "langchain4j" -> langChain4j(files, values);
            case "spring-ai" -> springAi(files, values);
            case "semantic-kernel" -> SemanticKernelLoader.messages(files, values);
            default ->
                Exports.readFolder(files, Exporting.FIELDS, template)
                        .prompt()
                        .answering()
                        .render(values, Map.of());
        };
    }

    /** The values as the library of a format hands them on: some change carriage returns. */
    static Map<String, String> handedOn(String format, Map<String, String> values) {
        final Map<String, String> handedOn = new LinkedHashMap<>(values);
        handedOn.replaceAll((field, value) -> switch (format) {
            case "spring-ai" -> value.replace("\r", "");
            case "semantic-kernel" -> value.replaceAll("\r\n?", "\n");
            default -> value;
        });
        return handedOn;
    }

    private static List<Message> langChain4j(Map<String, String> files, Map<String, String> values) {
        final List<Message> messages = new ArrayList<>();
        for (final Role role : List.of(Role.SYSTEM, Role.USER)) {
            final String text = files.get(role.wireName() + "-message.txt");
            if (text != null) {
                messages.add(new Message(
                        role,
                        dev.langchain4j.model.input.PromptTemplate.from(text)
                                .apply(new LinkedHashMap<>(values))
                                .text()));
            }
        }
        return messages;
    }

    private static List<Message> springAi(Map<String, String> files, Map<String, String> values) {
        final List<Message> messages = new ArrayList<>();
        new TreeMap<>(files).forEach((name, text) -> {
            final String role = name.replaceFirst("^[0-9]+-", "").replace(".st", "");
            messages.add(new Message(
                    Role.ofWireName(role),
                    StTemplateRenderer.builder().build().apply(text, new LinkedHashMap<>(values))));
        });
        return messages;
    }
}
