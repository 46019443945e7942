package io.ape4j.task.start;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.task.ReservedNames;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.Problem;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Rows;
import io.ape4j.task.text.Rows.Cell;
import io.ape4j.task.text.Rows.Row;
import io.ape4j.task.text.Shown;
import io.ape4j.task.text.TextFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A task folder that is about to be made: a commented {@code task.yaml} and its examples.
 *
 * @param folder to make
 * @param fields input fields in order
 * @param examples each with its fields and outputs; at least one
 */
public record NewTask(Path folder, List<String> fields, List<NewExample> examples) {

    /**
     * One example as it will be written.
     *
     * @param outputs right answers, at least one
     * @param split where the file says it
     */
    public record NewExample(Map<String, String> fields, List<String> outputs, Optional<String> split) {
        public NewExample {
            outputs = List.copyOf(outputs);
        }

        String json() {
            final ObjectNode node = JsonNodeFactory.instance.objectNode();
            fields.forEach(node::put);
            if (outputs.size() == 1) {
                node.put("output", outputs.get(0));
            } else {
                outputs.forEach(node.putArray("outputs")::add);
            }
            split.ifPresent(name -> node.put("split", name));
            return node.toString();
        }
    }

    public NewTask {
        fields = List.copyOf(fields);
        examples = List.copyOf(examples);
        if (Files.exists(folder.resolve("task.yaml"))) {
            throw new IllegalArgumentException(folder + " holds a task already; choose another folder");
        }
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("there is no example in the file; write some");
        }
        for (final String field : fields) {
            ReservedNames.check(field).ifPresent(why -> {
                throw new IllegalArgumentException("column " + Shown.quoted(field) + ": " + why);
            });
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("the file has no column beside the output; an input is needed");
        }
    }

    /** A task with examples to be replaced. */
    public static NewTask sample(Path folder) {
        final List<NewExample> examples = new ArrayList<>();
        SampleExamples.ALL.forEach((text, output) ->
                examples.add(new NewExample(Map.of("text", text), List.of(output), Optional.empty())));
        return new NewTask(folder, List.of("text"), examples);
    }

    /**
     * A task from a file.
     *
     * @param output the column or key that holds the right answer
     * @throws InvalidFileException with what is wrong in the file
     * @throws IllegalArgumentException if its columns can't make a task
     */
    public static NewTask from(Path folder, Path file, String output) {
        final List<Row> rows = rows(file);
        final Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.cells().keySet()));
        final boolean several = output.equals("output") && names.contains("outputs");
        if (!names.contains(output) && !several) {
            throw new IllegalArgumentException("there is no column " + Shown.quoted(output) + " in " + file
                    + "; name the one with the right answers: --output COLUMN, one of " + Shown.list(names));
        }
        final List<String> fields = names.stream()
                .filter(name -> !name.equals(output) && !isKey(name))
                .toList();
        final List<NewExample> examples = new ArrayList<>();
        for (final Row row : rows) {
            examples.add(example(file, row, fields, output));
        }
        return new NewTask(folder, fields, examples);
    }

    private static boolean isKey(String name) {
        return name.equals("outputs") || name.equals("split") || name.matches("output_[0-9]+");
    }

    private static List<Row> rows(Path file) {
        final List<Row> rows = new ArrayList<>();
        try (Rows open = Rows.open(file)) {
            for (Optional<Row> row = open.next(); row.isPresent(); row = open.next()) {
                rows.add(row.get());
            }
            return rows;
        } catch (TextFault fault) {
            throw new InvalidFileException(
                    List.of(Problem.at(file, fault.location(), String.valueOf(fault.getMessage()))));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    private static NewExample example(Path file, Row row, List<String> fields, String output) {
        final Map<String, String> values = new LinkedHashMap<>();
        for (final String field : fields) {
            values.put(field, cell(file, row, field).text());
        }
        final List<String> outputs = new ArrayList<>();
        row.cells().forEach((name, cell) -> {
            if (name.equals("outputs")) {
                outputs.addAll(cell.items());
            } else if (name.equals(output)
                    || (name.matches("output_[0-9]+") && !cell.text().isEmpty())) {
                outputs.add(cell.text());
            }
        });
        if (outputs.isEmpty()) {
            throw invalid(file, row.at(), "no right answer; give " + Shown.quoted(output));
        }
        final Optional<String> split =
                Optional.ofNullable(row.cells().get("split")).map(Cell::text);
        return new NewExample(values, outputs, split);
    }

    private static Cell cell(Path file, Row row, String name) {
        final Cell cell = row.cells().get(name);
        if (cell == null) {
            throw invalid(
                    file,
                    row.at(),
                    "no " + Shown.quoted(name) + ", which other rows have; add it or take it out there");
        }
        return cell;
    }

    private static InvalidFileException invalid(Path file, Location at, String message) {
        return new InvalidFileException(List.of(Problem.at(file, at, message)));
    }

    /** Makes the folder. */
    public void write() {
        try {
            Files.createDirectories(folder);
            writeNew(
                    "examples.jsonl",
                    String.join("\n", examples.stream().map(NewExample::json).toList()) + "\n");
            writeNew("task.yaml", new TaskYaml(this).text());
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException(e.getFile() + " is there already; nothing was overwritten", e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't make the task in " + folder + ": " + e.getMessage(), e);
        }
    }

    private void writeNew(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardOpenOption.CREATE_NEW);
    }
}
