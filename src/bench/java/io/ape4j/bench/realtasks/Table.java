package io.ape4j.bench.realtasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Rows as people read them: tasks down, ways across, each score the mean over seeds. */
final class Table {
    private static final String NOTHING = "-";

    private final List<String> tasks;
    private final List<Way> ways;
    private final List<Row> rows;

    Table(List<String> tasks, List<Way> ways, List<Row> rows) {
        this.tasks = List.copyOf(tasks);
        this.ways = List.copyOf(ways);
        this.rows = List.copyOf(rows);
    }

    /** Its lines; below the mean over tasks they are means over rows. */
    List<String> lines() {
        final List<List<String>> cells = new ArrayList<>();
        cells.add(line("test score", Way::label));
        for (final String task : tasks) {
            cells.add(line(task, way -> score(test(task, way))));
        }
        cells.add(line("mean", this::meanCell));
        cells.add(line("better, worse", this::verdicts));
        cells.add(line("calls a row", way -> whole(perRow(way, "calls"))));
        cells.add(line("search calls", way -> way.isSearch() ? whole(perRow(way, "searchCalls")) : NOTHING));
        cells.add(line("input tokens", way -> whole(perRow(way, "inputTokens"))));
        cells.add(line("output tokens", way -> whole(perRow(way, "outputTokens"))));
        cells.add(line("seconds", way -> whole(perRow(way, "seconds"))));
        return aligned(cells);
    }

    /** The mean over tasks of the mean over seeds; empty if no task has a score. */
    OptionalDouble mean(Way way) {
        return tasks.stream()
                .map(task -> test(task, way))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    /** A mean over some of the tasks alone says so: it can't be compared with the others. */
    private String meanCell(Way way) {
        final long measured =
                tasks.stream().filter(task -> test(task, way).isPresent()).count();
        return measured == 0 || measured == tasks.size() ? score(mean(way)) : score(mean(way)) + " of " + measured;
    }

    /** Where a task has no baseline of its own, what its searches had to beat: the best trivial prompt. */
    private OptionalDouble test(String task, Way way) {
        final OptionalDouble own = rows.stream()
                .filter(row -> row.isOf(task, way))
                .flatMapToDouble(row -> row.figure("test").stream())
                .average();
        if (own.isPresent() || !way.strategy().equals(Way.BASELINE)) {
            return own;
        }
        return rows.stream()
                .filter(row -> ways.stream().anyMatch(other -> other.isSearch() && row.isOf(task, other)))
                .flatMapToDouble(row -> row.figure("baseline").stream())
                .average();
    }

    private OptionalDouble perRow(Way way, String figure) {
        return rows.stream()
                .filter(row -> tasks.stream().anyMatch(task -> row.isOf(task, way)))
                .flatMapToDouble(row -> row.figure(figure).stream())
                .average();
    }

    private String verdicts(Way way) {
        return way.isSearch() ? verdicts(way, "better") + ", " + verdicts(way, "worse") : NOTHING;
    }

    private long verdicts(Way way, String beginning) {
        return rows.stream()
                .filter(row -> tasks.stream().anyMatch(task -> row.isOf(task, way)))
                .filter(row -> row.verdict().startsWith(beginning))
                .count();
    }

    private List<String> line(String head, Function<Way, String> cell) {
        final List<String> line = new ArrayList<>();
        line.add(head);
        ways.forEach(way -> line.add(cell.apply(way)));
        return line;
    }

    private static String score(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : NOTHING;
    }

    private static String whole(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%,.0f", value.getAsDouble()) : NOTHING;
    }

    private static List<String> aligned(List<List<String>> cells) {
        final List<String> lines = new ArrayList<>();
        for (final List<String> line : cells) {
            final StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                final int column = i;
                final int width = cells.stream()
                        .mapToInt(other -> other.get(column).length())
                        .max()
                        .orElse(1);
                final String padding = " ".repeat(width - line.get(i).length());
                text.append(i == 0 ? line.get(i) + padding : "  " + padding + line.get(i));
            }
            lines.add(text.toString());
        }
        return lines;
    }
}
