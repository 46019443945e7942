package io.ape4j.export.format;

import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.export.template.MessageTemplate.Piece;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.TemplateMessage;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.Stage;
import io.ape4j.prompt.TemplateText;
import io.ape4j.prompt.TextPart;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.PromptFile;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes a prompt of messages that were read. Where the text of a prompt file says the same, it is read as one, with an
 * instruction and places for the other parts; else what stands before the first field is the instruction, and the rest
 * is kept to the letter.
 */
final class WrittenMessages {
    private static final String INSTRUCTION = "{{" + Stage.MARKED_SLOT_PREFIX + Part.INSTRUCTION + "}}";

    private WrittenMessages() {}

    static PromptFile prompt(List<MessageTemplate> messages, List<String> fields, PromptTemplate template) {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("it holds no message; write at least one");
        }
        final Set<String> used = messages.stream()
                .flatMap(message -> message.pieces().stream())
                .filter(Piece::isField)
                .map(Piece::text)
                .collect(Collectors.toSet());
        used.stream()
                .filter(name -> !fields.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "the task has no field " + Shown.quoted(name) + "; " + Nearest.advice(name, fields));
                });
        final Optional<PromptFile> asText = asText(messages, fields, template);
        if (asText.isPresent()
                && (!used.containsAll(fields)
                        || MessageTemplate.of(asText.get().prompt(), fields).equals(messages))) {
            return asText.get();
        }
        return new PromptFile(toTheLetter(messages, template), Set.of(), List.of());
    }

    /** A prompt file has one user message, after a system message or not. */
    private static Optional<PromptFile> asText(
            List<MessageTemplate> messages, List<String> fields, PromptTemplate template) {
        final List<Role> roles = messages.stream().map(MessageTemplate::role).toList();
        if (!roles.equals(List.of(Role.USER)) && !roles.equals(List.of(Role.SYSTEM, Role.USER))) {
            return Optional.empty();
        }
        try {
            return Optional.of(PromptFile.parse(text(messages), fields, template));
        } catch (InvalidFileException | ExportRefused e) {
            return Optional.empty(); // the messages are no prompt file, which the caller reads in another way
        }
    }

    private static String text(List<MessageTemplate> messages) {
        return messages.size() == 1
                ? messages.get(0).write()
                : messages.stream()
                        .map(message -> "---" + message.role().wireName() + "---\n" + message.write())
                        .collect(Collectors.joining("\n\n"));
    }

    private static Prompt toTheLetter(List<MessageTemplate> messages, PromptTemplate template) {
        final List<TemplateMessage> kept = new ArrayList<>();
        String instruction = "";
        boolean taken = false;
        for (final MessageTemplate message : messages) {
            final boolean begins =
                    !message.pieces().isEmpty() && !message.pieces().get(0).isField();
            if (taken || !begins) {
                kept.add(new TemplateMessage(message.role(), TemplateText.parse(written(message))));
                continue;
            }
            instruction = message.pieces().get(0).text();
            final List<Piece> rest =
                    message.pieces().subList(1, message.pieces().size());
            kept.add(new TemplateMessage(
                    message.role(),
                    TemplateText.parse(INSTRUCTION + written(new MessageTemplate(message.role(), rest)))));
            taken = true;
        }
        final SortedMap<String, Part> parts = new TreeMap<>();
        parts.put(Part.INSTRUCTION, new TextPart(instruction));
        final PromptTemplate frame = new PromptTemplate(
                kept, template.exampleInput(), template.exampleOutput(), template.demonstrationsAs());
        final Set<String> frozen = Set.of(Part.OUTPUT_FORMAT, Part.DEMONSTRATIONS, Part.TRIGGER);
        return new Prompt(List.of(new Stage("main", frame, parts, frozen)));
    }

    private static String written(MessageTemplate message) {
        try {
            return message.write();
        } catch (ExportRefused e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }
}
