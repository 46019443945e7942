package io.ape4j.export.place;

import io.ape4j.export.template.TemplateLanguage;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.task.file.PromptFile;
import java.util.List;

/** Where a prompt stands in a file. Holds no text; {@code source} is the file's. */
public interface PromptPlace {
    /** The passages that may hold text of the prompt. */
    List<Passage> passages(String source);

    /** How fields and what is special to the file's readers are written in the passages of that file. */
    TemplateLanguage language(String source);

    /**
     * Reads the prompt.
     *
     * @throws IllegalArgumentException if there is none, or something is wrong with it
     */
    PromptFile read(String source, List<String> fields, PromptTemplate template);
}
