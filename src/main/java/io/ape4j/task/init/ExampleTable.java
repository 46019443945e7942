package io.ape4j.task.init;

import io.ape4j.task.ReservedNames;
import io.ape4j.task.Split;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.Problems;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Rows;
import io.ape4j.task.text.Rows.Cell;
import io.ape4j.task.text.Rows.Kind;
import io.ape4j.task.text.Rows.Row;
import io.ape4j.task.text.Shown;
import io.ape4j.task.text.TextFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table of examples whose columns nobody has explained: finds out which is the output, and which are inputs.
 *
 * @param fields input fields by the column that they come from
 * @param outputs columns that hold right answers
 * @param dropped columns that are no input
 * @param entries the examples
 */
record ExampleTable(Map<String, String> fields, List<String> outputs, List<String> dropped, List<Entry> entries) {
    /** What output columns are commonly called, the surest first. */
    private static final List<String> OUTPUT_NAMES = List.of(
            "output",
            "outputs",
            "answer",
            "answers",
            "label",
            "target",
            "expected",
            "expected_output",
            "reference",
            "references",
            "completion",
            "response",
            "gold",
            "solution",
            "category",
            "class",
            "intent",
            "y");

    private static final Set<String> NUMBERING = Set.of("", "id", "uuid", "guid", "index", "idx", "row", "no", "nr");
    private static final Map<String, Split> SPLIT_NAMES = Map.of(
            "propose", Split.PROPOSE,
            "train", Split.PROPOSE,
            "training", Split.PROPOSE,
            "select", Split.SELECT,
            "dev", Split.SELECT,
            "validation", Split.SELECT,
            "valid", Split.SELECT,
            "val", Split.SELECT,
            "test", Split.TEST);
    private static final Pattern NOT_IN_FIELDS = Pattern.compile("[^A-Za-z0-9_]+");

    /** One example. */
    record Entry(Map<String, String> fields, List<String> references, Optional<Split> split) {}

    ExampleTable {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        outputs = List.copyOf(outputs);
        dropped = List.copyOf(dropped);
        entries = List.copyOf(entries);
    }

    /**
     * Reads a file.
     *
     * @throws InvalidFileException with all that is wrong
     */
    static ExampleTable read(Path file) {
        final Problems problems = new Problems();
        final List<Row> rows = rows(file, problems);
        problems.throwIfAny();
        final Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.cells().keySet()));
        if (rows.isEmpty() || columns.size() < 2) {
            problems.add(
                    file,
                    Location.NONE,
                    Shown.list(columns).isEmpty()
                            ? "there is no row in the file; write some"
                            : "there is only the column " + Shown.list(columns)
                                    + "; give inputs and outputs a column each");
            problems.throwIfAny();
        }
        return detect(columns, rows, file, problems);
    }

    private static List<Row> rows(Path file, Problems problems) {
        final List<Row> rows = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            problems.add(file, Location.NONE, "there is no such file; check the name");
            return rows;
        }
        try {
            try (Rows source = Rows.open(file)) {
                while (!problems.isFull()) {
                    try {
                        final Optional<Row> row = source.next();
                        if (row.isEmpty()) {
                            break;
                        }
                        rows.add(row.get());
                    } catch (TextFault fault) {
                        problems.add(file, fault);
                    }
                }
            }
        } catch (TextFault fault) {
            problems.add(file, fault);
        } catch (IOException e) {
            problems.add(file, e);
        }
        return rows;
    }

    private static ExampleTable detect(Set<String> columns, List<Row> rows, Path file, Problems problems) {
        final List<String> outputs = outputs(columns);
        final boolean saysSplit = columns.contains(ReservedNames.SPLIT)
                && rows.stream().allMatch(row -> split(row).isPresent());
        final Map<String, String> fields = new LinkedHashMap<>();
        final List<String> dropped = new ArrayList<>();
        for (final String column : columns) {
            if (outputs.contains(column) || (saysSplit && column.equals(ReservedNames.SPLIT))) {
                continue;
            }
            if (column.equals(ReservedNames.SPLIT) || isNumbering(column)) {
                dropped.add(column);
            } else {
                fields.put(column, fieldName(column, fields.values()));
            }
        }
        if (fields.isEmpty()) {
            problems.add(
                    file,
                    Location.NONE,
                    "there is no column for the input beside " + Shown.list(outputs) + "; add one");
            problems.throwIfAny();
        }
        final List<Entry> entries = new ArrayList<>();
        for (final Row row : rows) {
            final List<String> references = references(row, outputs);
            if (references.isEmpty()) {
                problems.add(file, row.at(), "no output in " + Shown.list(outputs) + "; add the right answer");
            } else {
                entries.add(new Entry(inputs(row, fields), references, saysSplit ? split(row) : Optional.empty()));
            }
        }
        problems.throwIfAny();
        return new ExampleTable(fields, outputs, dropped, entries);
    }

    private static List<String> outputs(Set<String> columns) {
        final List<String> outputs = new ArrayList<>();
        for (final String name : OUTPUT_NAMES) {
            columns.stream().filter(column -> lower(column).equals(name)).forEach(outputs::add);
            if (!outputs.isEmpty()) {
                final String first = outputs.get(0);
                columns.stream()
                        .filter(column -> column.matches(Pattern.quote(first) + "_[0-9]{1,4}"))
                        .forEach(outputs::add);
                return outputs;
            }
        }
        String last = "";
        for (final String column : columns) {
            last = column.equals(ReservedNames.SPLIT) || isNumbering(column) ? last : column;
        }
        return List.of(last);
    }

    private static boolean isNumbering(String column) {
        return NUMBERING.contains(lower(column));
    }

    private static String lower(String column) {
        return column.strip().toLowerCase(Locale.ROOT);
    }

    private static String fieldName(String column, Collection<String> taken) {
        final String cleaned =
                NOT_IN_FIELDS.matcher(column.strip()).replaceAll("_").replaceAll("^[_0-9]+|_+$", "");
        String name = cleaned.length() > 60 ? cleaned.substring(0, 60) : cleaned;
        if (name.isEmpty()) {
            name = "field";
        }
        if (ReservedNames.check(name).isPresent()) {
            name = name.replace("output_", "input_") + "_text";
        }
        final String base = name;
        for (int i = 2; taken.contains(name); i++) {
            name = base + i;
        }
        return name;
    }

    private static Optional<Split> split(Row row) {
        final Cell cell = row.cells().get(ReservedNames.SPLIT);
        return cell == null ? Optional.empty() : Optional.ofNullable(SPLIT_NAMES.get(lower(cell.text())));
    }

    private static Map<String, String> inputs(Row row, Map<String, String> fields) {
        final Map<String, String> inputs = new LinkedHashMap<>();
        fields.forEach((column, field) -> {
            final Cell cell = row.cells().get(column);
            inputs.put(field, cell == null || cell.kind() == Kind.NULL ? "" : cell.text());
        });
        return inputs;
    }

    private static List<String> references(Row row, List<String> outputs) {
        final List<String> references = new ArrayList<>();
        for (final String column : outputs) {
            final Cell cell = row.cells().get(column);
            if (cell == null || cell.kind() == Kind.NULL) {
                continue;
            }
            if (cell.kind() == Kind.LIST && !cell.items().isEmpty()) {
                references.addAll(cell.items());
            } else if (references.isEmpty() || !cell.text().isEmpty()) {
                references.add(cell.text());
            }
        }
        return references;
    }
}
