package io.ape4j;

import io.ape4j.export.Exports;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.Stage;
import io.ape4j.task.Task;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.Problem;
import io.ape4j.task.file.PromptFile;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.StrictText;
import io.ape4j.task.text.TextFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads prompts that somebody has written, or that an export holds. */
public final class PromptFiles {
    /** More than any export has; a folder with more is no export. */
    private static final int MOST_FILES = 1_000;

    /** Programs, settings and data: were their whole text taken for a prompt, a better one would take its place. */
    private static final Pattern HOLDS_MORE = Pattern.compile(
            "(?i)\\.(?:java|kts?|groovy|gradle|scala|clj|py|ipynb|[cm]?[jt]sx?|go|rs|rb|php|cs|fs|vb|swift"
                    + "|c|h|cc|cpp|hpp|lua|r|pl|dart|sh|bash|bat|ps1|sql|html?|xml|css|vue|ya?ml|toml|ini|cfg|conf|env"
                    + "|properties|csv|tsv|jsonl|ndjson)$");

    private static final Pattern HALF = Pattern.compile("(system|user)(-message\\.txt|\\.st)");

    private PromptFiles() {}

    /**
     * Reads a prompt for a task: text as {@link PromptFile} describes it, or what {@link Exports} reads, by its name; of a
     * folder the prompt that was exported into it; of {@code FILE#NAME} the prompt at that place of an application's file.
     *
     * @throws InvalidFileException with what is wrong, by place
     */
    public static PromptFile read(Path file, Task task) {
        final PromptSource source = PromptSource.of(file);
        final PromptFile read = source.isPlace()
                ? located(file, () -> source.read(task))
                : Files.isDirectory(file) ? folder(file, task) : withoutOther(file(file, task), file);
        try {
            requireFit(read.prompt(), task);
        } catch (IllegalArgumentException e) {
            throw invalid(
                    file, Location.NONE, "the prompt does not fit the task " + task.name() + ": " + e.getMessage());
        }
        return read;
    }

    private static PromptFile file(Path file, Task task) {
        if (!Files.isRegularFile(file)) {
            return PromptFile.read(file, task.about().fields(), task.template());
        }
        final String name = String.valueOf(file.getFileName());
        final String text = text(file);
        final Optional<ExportFormat> format = Exports.formatOf(name, text);
        if (format.isEmpty()) {
            throw invalid(
                    file, Location.NONE, "this says where a prompt comes from, and holds none; name the one beside it");
        }
        if (format.get().id().equals("txt")) { // whose errors have lines
            if (HOLDS_MORE.matcher(name).find()) {
                throw invalid(
                        file,
                        Location.NONE,
                        "it is in no format of prompts that is known here, and holds more than a prompt; name the place"
                                + " in it: " + name + "#NAME is "
                                + (name.endsWith(".java")
                                        ? "the constant or method NAME"
                                        : "what stands between the comments ape:begin NAME and ape:end NAME"));
            }
            return PromptFile.read(file, task.about().fields(), task.template());
        }
        return located(
                file, () -> format.get().read(Map.of(name, text), task.about().fields(), task.template()));
    }

    /** Of a prompt that was exported as two files. */
    private static PromptFile withoutOther(PromptFile read, Path file) {
        final Matcher half = HALF.matcher(String.valueOf(file.getFileName()));
        if (!half.matches()) {
            return read;
        }
        final Path other = file.resolveSibling((half.group(1).equals("user") ? "system" : "user") + half.group(2));
        if (!Files.exists(other)) {
            return read;
        }
        final List<String> notes = new ArrayList<>(read.notes());
        notes.add(other.getFileName() + " stands beside it and is left out; name the folder for both");
        return new PromptFile(read.prompt(), read.marked(), notes);
    }

    private static PromptFile folder(Path folder, Task task) {
        if (Files.exists(folder.resolve("run.json"))) {
            throw invalid(
                    folder,
                    Location.NONE,
                    "this is a run; name what it exported: " + folder.resolve("exports/json/prompt.json"));
        }
        final Map<String, String> files = new TreeMap<>();
        try (Stream<Path> inside = Files.list(folder)) {
            inside.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .limit(MOST_FILES)
                    .forEach(file -> files.put(String.valueOf(file.getFileName()), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder + ": " + e.getMessage(), e);
        }
        return located(folder, () -> Exports.readFolder(files, task.about().fields(), task.template()));
    }

    private static PromptFile located(Path file, Supplier<PromptFile> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw invalid(
                    file,
                    e.getCause() instanceof TextFault fault ? fault.location() : Location.NONE,
                    String.valueOf(e.getMessage()));
        }
    }

    /** The task with a prompt as what the user has today. */
    public static Task withBaseline(Task task, Prompt prompt) {
        return new Task(
                task.about(), task.template(), prompt, task.metric(), task.output(), task.splits(), task.examples());
    }

    private static String text(Path file) {
        try {
            return StrictText.read(file);
        } catch (TextFault fault) {
            throw invalid(file, fault.location(), String.valueOf(fault.getMessage()));
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
