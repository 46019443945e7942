package io.ape4j;

import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.prompt.Stage;
import io.ape4j.task.Task;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.Problem;
import io.ape4j.task.file.PromptFile;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Shown;
import io.ape4j.task.text.StrictJson;
import io.ape4j.task.text.StrictText;
import io.ape4j.task.text.TextFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads prompts that somebody has written, or that an export holds. */
public final class PromptFiles {
    private PromptFiles() {}

    /**
     * Reads a prompt for a task: text as {@link PromptFile} describes it, or an exported {@code prompt.json}.
     *
     * @throws InvalidFileException with what is wrong, by place
     */
    public static PromptFile read(Path file, Task task) {
        if (!String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json")) {
            return PromptFile.read(file, task.about().fields(), task.template());
        }
        final Prompt prompt = json(file);
        try {
            requireFit(prompt, task);
        } catch (IllegalArgumentException e) {
            throw invalid(
                    file, Location.NONE, "the prompt does not fit the task " + task.name() + ": " + e.getMessage());
        }
        return new PromptFile(prompt, Set.of(), List.of());
    }

    /** The task with a prompt as what the user has today. */
    public static Task withBaseline(Task task, Prompt prompt) {
        return new Task(
                task.about(), task.template(), prompt, task.metric(), task.output(), task.splits(), task.examples());
    }

    private static Prompt json(Path file) {
        try {
            return PromptJson.read(StrictJson.read(StrictText.read(file)));
        } catch (TextFault fault) {
            throw invalid(file, fault.location(), String.valueOf(fault.getMessage()));
        } catch (IllegalArgumentException e) {
            throw invalid(
                    file,
                    Location.NONE,
                    Shown.sentence(String.valueOf(e.getMessage())) + "; name a prompt.json that ape exported");
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Makes sure that a task's examples fill a prompt: every slot is one of its fields or an earlier stage.
     *
     * @throws IllegalArgumentException if not
     */
    public static void requireFit(Prompt prompt, Task task) {
        final Map<String, String> fields = new TreeMap<>();
        task.about().fields().forEach(field -> fields.put(field, ""));
        final Map<String, String> earlier = new TreeMap<>();
        for (final Stage stage : prompt.stages()) {
            stage.render(fields, earlier);
            earlier.put(stage.name(), "");
        }
    }

    private static InvalidFileException invalid(Path file, Location at, String message) {
        return new InvalidFileException(List.of(Problem.at(file, at, message)));
    }
}
