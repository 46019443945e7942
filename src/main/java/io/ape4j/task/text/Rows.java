package io.ape4j.task.text;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows of a JSONL or CSV file, read one at a time in bounded memory. */
public interface Rows extends Closeable {
    /** The largest file that is read: its rows end up in memory. */
    long MAX_FILE_BYTES = 256L << 20;

    /**
     * One row.
     *
     * @param at where it starts
     * @param cells by key or column name, in file order
     */
    record Row(Location at, Map<String, Cell> cells) {
        public Row {
            cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        }
    }

    /**
     * One value of a row.
     *
     * @param keyAt where its name stands
     * @param at where it stands
     * @param kind what it is
     * @param text a text as it is, anything else as compact JSON
     * @param items the values of a list, each like {@code text}; empty for anything else
     */
    record Cell(Location keyAt, Location at, Kind kind, String text, List<String> items) {
        public Cell {
            items = List.copyOf(items);
        }
    }

    /** What a {@link Cell} holds. */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL,
        LIST,
        OBJECT
    }

    /** The named columns and their places, if the file has a header; else empty. */
    Map<String, Location> columns();

    /**
     * The next row; empty at the end of the file.
     *
     * @throws TextFault if it is malformed. The next call goes on after it
     */
    Optional<Row> next() throws IOException, TextFault;

    /**
     * Opens a file by the end of its name.
     *
     * @throws TextFault if the file is too large, the name ends in none of {@code .jsonl}, {@code .ndjson}, {@code .csv} and {@code .tsv},
     *     or a header is malformed
     */
    static Rows open(Path file) throws IOException, TextFault {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new TextFault(
                    Location.NONE,
                    "the file is larger than " + MAX_FILE_BYTES + " bytes, the most that is read; keep fewer examples");
        }
        final String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return new JsonRows(LineReader.open(file));
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return CsvRows.open(LineReader.open(file));
        }
        throw new TextFault(Location.NONE, "examples are read from .jsonl and .csv files; rename or convert it");
    }
}
