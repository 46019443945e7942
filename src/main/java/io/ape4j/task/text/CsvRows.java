package io.ape4j.task.text;

import io.ape4j.task.text.CsvRecords.Field;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CSV with a header: columns are separated by what separates most in the header (comma, semicolon or tab). */
final class CsvRows implements Rows {
    private final LineReader lines;
    private final CsvRecords records;
    private final List<Field> header;

    private CsvRows(LineReader lines, CsvRecords records, List<Field> header) {
        this.lines = lines;
        this.records = records;
        this.header = header;
    }

    static CsvRows open(LineReader lines) throws IOException, TextFault {
        try {
            final CsvRecords records = new CsvRecords(lines);
            final List<Field> header = records.next()
                    .orElseThrow(() -> new TextFault(
                            Location.START, "the file is empty; begin it with a header, e.g. text,output"));
            final CsvRows rows = new CsvRows(lines, records, header);
            rows.checkHeader();
            return rows;
        } catch (TextFault fault) {
            lines.close();
            throw fault;
        }
    }

    private void checkHeader() throws TextFault {
        final Map<String, Location> seen = new LinkedHashMap<>();
        for (final Field field : header) {
            final Location earlier = seen.putIfAbsent(field.text(), field.at());
            if (earlier != null) {
                throw new TextFault(
                        field.at(),
                        "two columns are called " + Shown.quoted(field.text()) + ", the first at column "
                                + earlier.column() + " of the line; rename one");
            }
        }
    }

    @Override
    public Map<String, Location> columns() {
        final Map<String, Location> columns = new LinkedHashMap<>();
        header.forEach(field -> columns.put(field.text(), field.at()));
        return Collections.unmodifiableMap(columns);
    }

    @Override
    public Optional<Row> next() throws IOException, TextFault {
        final Optional<List<Field>> record = records.next();
        if (record.isEmpty()) {
            return Optional.empty();
        }
        final List<Field> fields = record.get();
        final Location at = fields.get(0).at();
        if (fields.size() != header.size()) {
            throw new TextFault(
                    at,
                    "cells in the row: " + fields.size() + ", in the header: " + header.size()
                            + (fields.size() < header.size()
                                    ? "; add what is missing, an empty cell where there is no value"
                                    : "; put cells that hold the separator in double quotes"));
        }
        final Map<String, Cell> cells = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            final Field field = fields.get(i);
            final String name = header.get(i).text();
            final String text = StrictText.checked(field.text(), field.at(), Shown.quoted(name));
            cells.put(name, new Cell(field.at(), field.at(), Kind.TEXT, text, List.of()));
        }
        return Optional.of(new Row(at, cells));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
