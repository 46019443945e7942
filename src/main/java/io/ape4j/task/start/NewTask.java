package io.ape4j.task.start;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.task.ReservedNames;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.Problems;
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
        final String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        if (ReservedNames.isDevice(name)) {
            throw new IllegalArgumentException(Shown.quoted(name) + " is a device on Windows; choose another folder");
        }
        if (Files.exists(folder.resolve("task.yaml"))) {
            throw new IllegalArgumentException(folder + " holds a task already; choose another folder");
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
        final Problems problems = new Problems();
        final List<NewExample> examples = new ArrayList<>();
        for (final Row row : rows) {
            examples.add(example(file, row, fields, output, problems));
        }
        problems.throwIfAny();
        return new NewTask(folder, fields, examples);
    }

    /**
     * The same with a split for each example, so that every answer is in every split about by its share.
     *
     * @throws IllegalArgumentException if the examples say their split already
     */
    public NewTask stratified() {
        if (examples.stream().anyMatch(example -> example.split().isPresent())) {
            throw new IllegalArgumentException(
                    "the examples say their split already; leave --stratify out, or the column \"split\"");
        }
        return new NewTask(folder, fields, Stratified.of(examples));
    }

    private static boolean isKey(String name) {
        return name.equals("outputs") || name.equals("split") || name.matches("output_[0-9]+");
    }

    private static List<Row> rows(Path file) {
        final Problems problems = new Problems();
        final List<Row> rows = new ArrayList<>();
        try (Rows open = Rows.open(file)) {
            boolean goesOn = true;
            while (goesOn && !problems.isFull()) {
                goesOn = addNext(open, rows, file, problems);
            }
        } catch (TextFault fault) {
            problems.add(file, fault);
        } catch (IOException e) {
            problems.add(file, e);
        }
        if (rows.isEmpty() && problems.isEmpty()) {
            problems.add(file, Location.NONE, "there is no example in the file; write some");
        }
        problems.throwIfAny();
        return rows;
    }

    private static boolean addNext(Rows open, List<Row> rows, Path file, Problems problems) throws IOException {
        try {
            final Optional<Row> row = open.next();
            row.ifPresent(rows::add);
            return row.isPresent();
        } catch (TextFault fault) {
            problems.add(file, fault);
            return true;
        }
    }

    private static NewExample example(Path file, Row row, List<String> fields, String output, Problems problems) {
        row.cells().forEach((name, cell) -> {
            if (cell.kind() == Rows.Kind.NULL) {
                problems.add(file, cell.at(), Shown.quoted(name) + " is null; write its value, or \"\" if it is empty");
            }
        });
        final Map<String, String> values = new LinkedHashMap<>();
        for (final String field : fields) {
            final Cell cell = row.cells().get(field);
            if (cell == null) {
                problems.add(
                        file,
                        row.at(),
                        "no " + Shown.quoted(field) + ", which other rows have; add it or take it out there");
            }
            values.put(field, cell == null ? "" : cell.text());
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
            problems.add(file, row.at(), "no right answer; give " + Shown.quoted(output));
        }
        final Optional<String> split =
                Optional.ofNullable(row.cells().get("split")).map(Cell::text);
        return new NewExample(values, outputs, split);
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
