package io.ape4j.task.init;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.task.ReservedNames;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.Problems;
import io.ape4j.task.file.TaskReader;
import io.ape4j.task.init.ExampleTable.Entry;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a new task folder: a commented {@code task.yaml} and {@code examples.jsonl}. Nothing is ever overwritten. Where
 * no schema is found in a folder above, it is put beside them, so that editors complete and check offline.
 */
public final class TaskInit {
    static final String EXAMPLES_FILE = "examples.jsonl";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9]+");
    private static final int MAX_NAME_CHARS = 64;

    private final Path folder;

    private TaskInit(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes a task to start from, with a few examples of its own.
     *
     * @return the new task file
     * @throws InvalidFileException if the folder is there already and not empty
     */
    public static Path create(Path folder) {
        final TaskInit init = new TaskInit(folder);
        init.refuseExisting();
        final String examples = new String(init.resource("starter-examples.jsonl"), StandardCharsets.UTF_8);
        final String yaml = new TaskYaml(init.taskName(), init.schemaReference()).starter();
        return init.write(yaml, examples);
    }

    /**
     * Makes a task from a table of examples. Which columns are the input and which the output, whether the answers are a
     * closed set, and a fitting metric are detected; the comments say so.
     *
     * @param table a {@code .csv}, {@code .tsv}, {@code .jsonl} or {@code .ndjson} file
     * @return the new task file
     * @throws InvalidFileException if the folder is there already and not empty, or the table can't be read
     */
    public static Path fromExamples(Path folder, Path table) {
        final TaskInit init = new TaskInit(folder);
        init.refuseExisting();
        final ExampleTable examples = ExampleTable.read(table);
        final AnswerProfile profile = AnswerProfile.of(
                examples.entries().stream().map(Entry::references).toList());
        final String yaml = new TaskYaml(init.taskName(), init.schemaReference())
                .detected(String.valueOf(table.getFileName()), examples, profile);
        return init.write(yaml, lines(examples));
    }

    private void refuseExisting() {
        final Problems problems = new Problems();
        if (Files.exists(folder) && !isEmptyFolder()) {
            problems.add(
                    folder,
                    Location.NONE,
                    "this is there already, and nothing is overwritten; name another folder, or empty this one");
        }
        problems.throwIfAny();
    }

    private boolean isEmptyFolder() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " can't be listed", e);
        }
    }

    /** The folder's name in the letters that a task name may have. */
    private String taskName() {
        final String folderName =
                String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        final String name = NOT_IN_NAMES
                .matcher(folderName)
                .replaceAll("-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("^-+|-+$", "");
        final String cut = name.length() > MAX_NAME_CHARS ? name.substring(0, MAX_NAME_CHARS) : name;
        return cut.isEmpty() || ReservedNames.isDevice(cut) ? "my-task" : cut;
    }

    /** Where the schema is, as seen from the folder. */
    private String schemaReference() {
        return schemaAbove().orElse(TaskReader.SCHEMA);
    }

    private Optional<String> schemaAbove() {
        final StringBuilder up = new StringBuilder();
        for (Path above = folder.toAbsolutePath().normalize().getParent(); above != null; above = above.getParent()) {
            up.append("../");
            if (Files.isRegularFile(above.resolve("docs/schema").resolve(TaskReader.SCHEMA))) {
                return Optional.of(up + "docs/schema/" + TaskReader.SCHEMA);
            }
        }
        return Optional.empty();
    }

    private Path write(String yaml, String examples) {
        try {
            Files.createDirectories(folder);
            if (schemaAbove().isEmpty()) {
                writeNew(TaskReader.SCHEMA, resource("/io/ape4j/schema/" + TaskReader.SCHEMA));
            }
            writeNew(EXAMPLES_FILE, examples.getBytes(StandardCharsets.UTF_8));
            return writeNew(TaskReader.TASK_FILE, yaml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the task folder " + folder + " can't be written: "
                            + Shown.sentence(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private Path writeNew(String file, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(file), bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(TaskInit.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lines(ExampleTable table) {
        final StringBuilder lines = new StringBuilder();
        for (final Entry entry : table.entries()) {
            final ObjectNode line = JSON.createObjectNode();
            entry.fields().forEach(line::put);
            final List<String> references = entry.references();
            if (references.size() == 1) {
                line.put(ReservedNames.OUTPUT, references.get(0));
            } else {
                final ArrayNode outputs = line.putArray(ReservedNames.OUTPUTS);
                references.forEach(outputs::add);
            }
            entry.split().ifPresent(split -> line.put(ReservedNames.SPLIT, split.fileName()));
            lines.append(line).append('\n');
        }
        return lines.toString();
    }
}
