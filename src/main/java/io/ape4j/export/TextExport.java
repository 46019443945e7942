package io.ape4j.export;

import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.Role;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.PromptFile;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Plain text with <code>{{field}}</code> slots, which is read back as a {@link PromptFile} before it is let go. */
final class TextExport implements ExportFormat {
    private static final Pattern NAME = Pattern.compile("(?i)\\.(?:txt|md)$");

    @Override
    public String id() {
        return "txt";
    }

    @Override
    public Map<String, String> files(Winner winner) {
        final List<MessageTemplate> messages = MessageTemplate.of(winner.prompt(), winner.fields());
        final String text = text(messages);
        if (!readsAs(messages, text, winner.prompt().answering().template(), winner.fields())) {
            throw new ExportRefused(
                    "plain text can't hold these messages so that they are read as they are: it takes one"
                            + " system and one user message with every field, without white space at their ends and lines such as"
                            + " ---user---; export it as json");
        }
        return Map.of("prompt.txt", text);
    }

    @Override
    public boolean isIn(String name, String text) {
        return NAME.matcher(name).find();
    }

    @Override
    public PromptFile read(Map<String, String> files, List<String> fields, PromptTemplate template) {
        return PromptFile.parse(OneFile.of(files), fields, template);
    }

    private static String text(List<MessageTemplate> messages) {
        if (messages.size() == 1 && messages.get(0).role() == Role.USER) {
            return messages.get(0).write() + "\n";
        }
        return messages.stream()
                        .map(message -> "---" + message.role().wireName() + "---\n" + message.write())
                        .collect(Collectors.joining("\n\n"))
                + "\n";
    }

    private static boolean readsAs(
            List<MessageTemplate> messages, String text, PromptTemplate template, List<String> fields) {
        try {
            final PromptFile read = PromptFile.parse(text, fields, template);
            return MessageTemplate.of(read.prompt(), fields).equals(messages);
        } catch (InvalidFileException e) {
            return false; // what is wrong with it is no help: nobody has written this text
        }
    }
}
