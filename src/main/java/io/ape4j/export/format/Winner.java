package io.ape4j.export.format;

import io.ape4j.prompt.Prompt;
import io.ape4j.task.Task;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is exported.
 *
 * @param fields of its task
 * @param task for formats that also hold examples
 */
public record Winner(Prompt prompt, List<String> fields, Provenance provenance, Optional<Task> task) {
    public Winner {
        Objects.requireNonNull(prompt, "prompt");
        fields = List.copyOf(fields);
        Objects.requireNonNull(provenance, "provenance");
        Objects.requireNonNull(task, "task");
    }

    /** A winner of a task. */
    public static Winner of(Task task, Prompt prompt, Provenance provenance) {
        return new Winner(prompt, task.about().fields(), provenance, Optional.of(task));
    }
}
