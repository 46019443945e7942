package io.ape4j.export.format;

import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.MessageTemplate;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.task.file.PromptFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A format that holds messages with open fields. What it writes is read back before it is let go. */
public abstract class MessageFormat implements ExportFormat {
    /**
     * The files of these messages.
     *
     * @throws ExportRefused if the format can't carry them
     */
    protected abstract Map<String, String> write(List<MessageTemplate> messages, Winner winner);

    /**
     * The messages of such files.
     *
     * @throws IllegalArgumentException if a file is wrong
     */
    protected abstract List<MessageTemplate> messages(Map<String, String> files);

    @Override
    public final Map<String, String> files(Winner winner) {
        final List<MessageTemplate> messages = MessageTemplate.of(winner.prompt(), winner.fields());
        final Map<String, String> files = write(messages, winner);
        if (!isReadBack(files, messages, winner.fields())) {
            throw new ExportRefused(
                    "read back from the files of " + id() + ", the prompt would be another: it has text"
                            + " that this format takes for its own signs, or leaves out a field of the task; export it as json");
        }
        return files;
    }

    private boolean isReadBack(Map<String, String> files, List<MessageTemplate> messages, List<String> fields) {
        final PromptTemplate any = PromptTemplate.standard(fields, Layout.USER, DemonstrationsAs.TEXT);
        final Map<String, String> own = new LinkedHashMap<>(files);
        own.entrySet().removeIf(file -> !isIn(file.getKey(), file.getValue()));
        try {
            return MessageTemplate.of(read(own, fields, any).prompt(), fields).equals(messages);
        } catch (IllegalArgumentException e) {
            return false; // what is wrong with it is no help: nobody has written this text
        }
    }

    @Override
    public final PromptFile read(Map<String, String> files, List<String> fields, PromptTemplate template) {
        return WrittenMessages.prompt(messages(files), fields, template);
    }
}
