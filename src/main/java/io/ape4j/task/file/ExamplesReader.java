package io.ape4j.task.file;

import io.ape4j.task.ReservedNames;
import io.ape4j.task.Split;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Rows;
import io.ape4j.task.text.Rows.Cell;
import io.ape4j.task.text.Rows.Kind;
import io.ape4j.task.text.Rows.Row;
import io.ape4j.task.text.Shown;
import io.ape4j.task.text.TextFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the examples of a task and puts everything that is wrong with them into {@link Problems}. */
final class ExamplesReader {
    /** More references in CSV: {@code output_2}, {@code output_3}, ... */
    static final Pattern MORE_OUTPUTS = Pattern.compile("output_([2-9]|[1-9][0-9]{1,3})");

    private final Path file;
    private final List<String> fields;
    private final Problems problems;

    /** One example as it is written. */
    record Written(Location at, Map<String, String> fields, List<String> references, Optional<Split> split) {}

    ExamplesReader(Path file, List<String> fields, Problems problems) {
        this.file = file;
        this.fields = fields;
        this.problems = problems;
    }

    List<Written> read() {
        try {
            try (Rows rows = Rows.open(file)) {
                return read(rows);
            }
        } catch (TextFault fault) {
            problems.add(file, fault);
        } catch (IOException e) {
            problems.add(file, e);
        }
        return List.of();
    }

    private List<Written> read(Rows rows) throws IOException {
        if (!checkColumns(rows.columns())) {
            return List.of();
        }
        final List<Written> examples = new ArrayList<>();
        boolean malformed = false;
        while (!problems.isFull()) {
            try {
                final Optional<Row> row = rows.next();
                if (row.isEmpty()) {
                    break;
                }
                examples.add(example(row.get(), rows.columns().isEmpty()));
            } catch (TextFault fault) {
                problems.add(file, fault);
                malformed = true;
            }
        }
        if (examples.isEmpty() && !malformed) {
            problems.add(file, Location.NONE, "there is no example in the file; write some");
        }
        checkSplits(examples);
        return examples;
    }

    private boolean checkColumns(Map<String, Location> columns) {
        if (columns.isEmpty()) {
            return true;
        }
        boolean whole = true;
        final Location header = columns.values().iterator().next();
        final List<String> needed = new ArrayList<>(fields);
        needed.add(ReservedNames.OUTPUT);
        for (final String name : needed) {
            if (!columns.containsKey(name)) {
                problems.add(
                        file, header, "no column " + Shown.quoted(name) + "; add it to the header and to every row");
                whole = false;
            }
        }
        for (final Map.Entry<String, Location> column : columns.entrySet()) {
            if (!isKnown(column.getKey(), false)) {
                problems.add(
                        file,
                        column.getValue(),
                        "unknown column " + Shown.quoted(column.getKey()) + "; "
                                + Nearest.advice(column.getKey(), known(false)));
                whole = false;
            }
        }
        return whole;
    }

    private boolean isKnown(String key, boolean json) {
        return known(json).contains(key) || (!json && MORE_OUTPUTS.matcher(key).matches());
    }

    private List<String> known(boolean json) {
        final List<String> known = new ArrayList<>(fields);
        known.addAll(
                json
                        ? List.of(ReservedNames.OUTPUT, ReservedNames.OUTPUTS, ReservedNames.SPLIT)
                        : List.of(ReservedNames.OUTPUT, "output_2", ReservedNames.SPLIT));
        return known;
    }

    private Written example(Row row, boolean json) {
        row.cells().forEach((key, cell) -> {
            if (!isKnown(key, json)) {
                problems.add(
                        file,
                        cell.keyAt(),
                        "unknown key " + Shown.quoted(key) + "; " + Nearest.advice(key, known(json)));
            }
        });
        final Map<String, String> values = new LinkedHashMap<>();
        for (final String field : fields) {
            values.put(field, value(row, field));
        }
        return new Written(row.at(), values, references(row, json), split(row));
    }

    private String value(Row row, String field) {
        final Cell cell = row.cells().get(field);
        if (cell == null) {
            problems.add(
                    file,
                    row.at(),
                    "no field " + Shown.quoted(field) + "; add it, or take it out of the fields in the task file");
            return "";
        }
        refuseNull(field, cell);
        return cell.text();
    }

    private void refuseNull(String key, Cell cell) {
        if (cell.kind() == Kind.NULL) {
            problems.add(file, cell.at(), Shown.quoted(key) + " is null; write its value, or \"\" if it is empty");
        }
    }

    private List<String> references(Row row, boolean json) {
        final Cell one = row.cells().get(ReservedNames.OUTPUT);
        final Cell several = json ? row.cells().get(ReservedNames.OUTPUTS) : null;
        if (several != null) {
            if (one != null) {
                problems.add(file, several.keyAt(), "\"outputs\" and \"output\" in one example; keep one of them");
            }
            if (several.kind() != Kind.LIST || several.items().isEmpty()) {
                problems.add(
                        file,
                        several.at(),
                        "\"outputs\" is " + shown(several)
                                + "; write a list of right answers, e.g. [\"yes\", \"yeah\"]");
            }
            return several.items();
        }
        if (one == null) {
            problems.add(file, row.at(), "no \"output\"; add the right answer");
            return List.of();
        }
        refuseNull(ReservedNames.OUTPUT, one);
        final List<String> references = new ArrayList<>(List.of(one.text()));
        row.cells().forEach((key, cell) -> {
            if (!json && MORE_OUTPUTS.matcher(key).matches() && !cell.text().isEmpty()) {
                references.add(cell.text());
            }
        });
        return references;
    }

    private static String shown(Cell cell) {
        return cell.kind() == Kind.TEXT ? Shown.quoted(cell.text()) : Shown.sentence(cell.text());
    }

    private Optional<Split> split(Row row) {
        final Cell cell = row.cells().get(ReservedNames.SPLIT);
        if (cell == null || cell.text().isEmpty()) {
            return Optional.empty();
        }
        final Optional<Split> split = Arrays.stream(Split.values())
                .filter(candidate -> candidate.fileName().equals(cell.text()))
                .findFirst();
        if (split.isEmpty()) {
            problems.add(
                    file,
                    cell.at(),
                    "unknown split " + Shown.quoted(cell.text()) + "; "
                            + Nearest.advice(
                                    cell.text(),
                                    Arrays.stream(Split.values())
                                            .map(Split::fileName)
                                            .toList()));
            return Optional.of(Split.PROPOSE);
        }
        return split;
    }

    private void checkSplits(List<Written> examples) {
        if (examples.stream().noneMatch(example -> example.split().isPresent())) {
            return;
        }
        for (final Written example : examples) {
            if (example.split().isEmpty()) {
                problems.add(
                        file,
                        example.at(),
                        "no split, though other examples say theirs; let all examples say it, or none");
            }
        }
    }
}
