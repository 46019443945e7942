package io.ape4j.task.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON lines: one object per line; blank lines are skipped. */
final class JsonRows implements Rows {
    private static final String EXAMPLE = "write one object per line, e.g. {\"text\": \"...\", \"output\": \"...\"}";

    private final LineReader lines;

    JsonRows(LineReader lines) {
        this.lines = lines;
    }

    @Override
    public Map<String, Location> columns() {
        return Map.of();
    }

    @Override
    public Optional<Row> next() throws IOException, TextFault {
        Optional<LineReader.Line> line = lines.next();
        while (line.isPresent() && line.get().text().isBlank()) {
            line = lines.next();
        }
        return line.isPresent() ? Optional.of(row(line.get())) : Optional.empty();
    }

    private static Row row(LineReader.Line line) throws TextFault {
        try (JsonParser parser = StrictJson.MAPPER.createParser(line.text())) {
            final JsonToken first = parser.nextToken();
            final Location start = at(line, parser);
            if (first != JsonToken.START_OBJECT) {
                throw new TextFault(start, "the line is no JSON object; " + EXAMPLE);
            }
            final Map<String, Cell> cells = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final Location keyAt = at(line, parser);
                final String key = StrictText.checked(parser.currentName(), keyAt, "the key");
                parser.nextToken();
                cells.put(key, cell(line, parser, key, keyAt));
            }
            if (parser.nextToken() != null) {
                throw new TextFault(at(line, parser), "the line goes on after its object; " + EXAMPLE);
            }
            return new Row(start, cells);
        } catch (JsonProcessingException e) {
            throw fault(line, e);
        } catch (NumberFormatException e) {
            throw new TextFault(
                    new Location(line.number(), 1), "no JSON: " + StrictJson.ENDLESS_NUMBER + "; " + EXAMPLE);
        } catch (IOException e) {
            throw new IllegalStateException("reading a string can't fail", e);
        }
    }

    private static Cell cell(LineReader.Line line, JsonParser parser, String key, Location keyAt)
            throws IOException, TextFault {
        final Location at = at(line, parser);
        final String what = Shown.quoted(key);
        return switch (parser.currentToken()) {
            case VALUE_STRING ->
                new Cell(keyAt, at, Kind.TEXT, StrictText.checked(parser.getText(), at, what), List.of());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Cell(keyAt, at, Kind.NUMBER, parser.getText(), List.of());
            case VALUE_TRUE, VALUE_FALSE -> new Cell(keyAt, at, Kind.BOOLEAN, parser.getText(), List.of());
            case VALUE_NULL -> new Cell(keyAt, at, Kind.NULL, "null", List.of());
            default -> structure(StrictJson.MAPPER.readTree(parser), keyAt, at, what);
        };
    }

    private static Cell structure(JsonNode node, Location keyAt, Location at, String what) throws TextFault {
        final List<String> items = new ArrayList<>();
        if (node.isArray()) {
            for (final JsonNode item : node) {
                if (item.isNull()) {
                    throw new TextFault(at, what + " holds a null; write a value, or take it out");
                }
                items.add(StrictText.checked(item.isTextual() ? item.textValue() : item.toString(), at, what));
            }
        }
        final String text = StrictText.checked(node.toString(), at, what);
        return new Cell(keyAt, at, node.isArray() ? Kind.LIST : Kind.OBJECT, text, items);
    }

    private static Location at(LineReader.Line line, JsonParser parser) {
        return new Location(line.number(), parser.currentTokenLocation().getColumnNr());
    }

    private static TextFault fault(LineReader.Line line, JsonProcessingException e) {
        final int column =
                e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
        final Location at =
                new Location(line.number(), Math.min(column, line.text().length() + 1));
        return StrictJson.isDuplicate(e)
                ? new TextFault(at, StrictJson.problem(e) + "; keep one")
                : new TextFault(at, "no JSON: " + StrictJson.problem(e) + "; " + EXAMPLE);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
