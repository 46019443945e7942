package io.ape4j.export.format;

import io.ape4j.export.template.ExportRefused;
import io.ape4j.export.template.OwnTemplate;
import io.ape4j.export.template.TemplateLanguage;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.task.file.PromptFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a prompt in the form that some tool loads, and reads it back. Stateless; one class and one line in
 * {@link io.ape4j.export.Exports} add one.
 */
public interface ExportFormat {
    /** What {@code --format} calls it, e.g. {@code langchain4j}. */
    String id();

    /**
     * The files, by name, first the one that holds the prompt. Names are plain: no folders.
     *
     * @throws ExportRefused if this format can't carry the prompt unchanged
     */
    Map<String, String> files(Winner winner);

    /** As {@link #files(Winner)}, for a prompt whose task is not at hand. */
    default Map<String, String> files(Prompt prompt, List<String> fields, Provenance provenance) {
        return files(new Winner(prompt, fields, provenance, Optional.empty()));
    }

    /** Whether a file holds a prompt in this format, by its name and, where several formats share one, its text. */
    boolean isIn(String name, String text);

    /**
     * Reads a prompt: what {@link #files} wrote renders the same messages, and what people wrote is taken as they meant
     * it.
     *
     * @param files those of a folder that are {@link #isIn in} this format, by name
     * @param fields of the task that the prompt is for
     * @param template of that task, for a prompt that is an instruction alone
     * @throws IllegalArgumentException if a file is wrong, or uses more of the tool than a prompt can have
     */
    PromptFile read(Map<String, String> files, List<String> fields, PromptTemplate template);

    /** How messages are written in the files: their fields, and what is special to the tool. */
    default TemplateLanguage language() {
        return new OwnTemplate();
    }

    /** {@link #language} where that depends on what a file looks like. */
    default TemplateLanguage languageIn(String file) {
        return language();
    }

    /** Whether the files themselves say where the prompt comes from, so that no file beside them has to. */
    default boolean holdsProvenance() {
        return false;
    }

    /** What a tool adds to the messages on its own account, so that they are not the ones that were scored. */
    default Optional<String> difference() {
        return Optional.empty();
    }
}
