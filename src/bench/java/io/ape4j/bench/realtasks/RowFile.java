package io.ape4j.bench.realtasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.cli.option.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows that were measured, one a line in a file, so that a measurement that was killed goes on behind its last row. */
final class RowFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final Optional<Path> file;
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private RowFile(Optional<Path> file) {
        this.file = file;
    }

    /**
     * Reads what is there. A last line that a kill has torn is cut off.
     *
     * @param file empty to keep rows in memory alone
     * @throws UsageException if a line holds no row
     */
    static RowFile open(Optional<Path> file) {
        final RowFile rows = new RowFile(file);
        file.filter(Files::exists).ifPresent(rows::read);
        return rows;
    }

    Optional<Row> find(Row wanted) {
        return Optional.ofNullable(rows.get(wanted.key()));
    }

    /** Keeps a row; when this returns it is on disk. */
    void add(Row row) {
        rows.put(row.key(), row);
        file.ifPresent(path -> append(path, row));
    }

    private static void append(Path path, Row row) {
        try {
            Files.writeString(
                    path,
                    row.json() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + path + ": " + e.getMessage(), e);
        }
    }

    private void read(Path path) {
        try {
            final String text = Files.readString(path);
            final String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            if (whole.length() < text.length()) {
                Files.write(path, whole.getBytes(StandardCharsets.UTF_8));
            }
            final List<String> lines = new ArrayList<>(whole.lines().toList());
            for (int i = 0; i < lines.size(); i++) {
                final Row row = row(path, i + 1, lines.get(i));
                rows.put(row.key(), row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + path + ": " + e.getMessage(), e);
        }
    }

    private static Row row(Path path, int line, String text) {
        try {
            final JsonNode json = JSON.readTree(text);
            if (json instanceof ObjectNode object && object.has("task") && object.has("strategy")) {
                return new Row(object);
            }
        } catch (JsonProcessingException e) {
            throw new UsageException(path + ":" + line + ": no JSON; name a file that this benchmark has written", e);
        }
        throw new UsageException(path + ":" + line + ": no row; name a file that this benchmark has written");
    }
}
