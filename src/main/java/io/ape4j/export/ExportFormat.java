package io.ape4j.export;

import io.ape4j.prompt.Prompt;
import java.util.List;
import java.util.Map;

/** Writes a prompt in the form that some tool loads. Stateless; one class and one line in {@link Exports} add one. */
public interface ExportFormat {
    /** What {@code --format} calls it, e.g. {@code langchain4j}. */
    String id();

    /**
     * The files, by name, first the one that holds the prompt. Names are plain: no folders.
     *
     * @throws ExportRefused if this format can't carry the prompt unchanged
     */
    Map<String, String> files(Prompt prompt, List<String> fields, Provenance provenance);
}
