package io.ape4j.task.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits lines into CSV records as RFC 4180 has it; a line end inside quotes reads as {@code \n}. Written by hand
 * because the place of each cell and a bound on what an unclosed quote swallows are needed.
 */
final class CsvRecords {
    private static final int MAX_RECORD_CHARS = LineReader.MAX_LINE_BYTES;
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private final LineReader lines;
    private char separator;
    private boolean ended;

    /** One cell of a record. */
    record Field(Location at, String text) {}

    CsvRecords(LineReader lines) {
        this.lines = lines;
    }

    /** The next record with anything in it; never an empty list. */
    Optional<List<Field>> next() throws IOException, TextFault {
        while (!ended) {
            final Optional<LineReader.Line> line = lines.next();
            if (line.isEmpty()) {
                ended = true;
            } else if (!line.get().text().isBlank()) {
                return Optional.of(record(line.get()));
            }
        }
        return Optional.empty();
    }

    private List<Field> record(LineReader.Line first) throws IOException, TextFault {
        if (separator == 0) {
            separator = mostFrequentSeparator(first.text());
        }
        final List<Field> fields = new ArrayList<>();
        LineReader.Line line = first;
        int i = 0;
        while (true) {
            final Location at = new Location(line.number(), i + 1);
            if (i < line.text().length() && line.text().charAt(i) == '"') {
                final Quoted quoted = quoted(line, i + 1, at);
                line = quoted.line();
                i = quoted.end();
                fields.add(new Field(at, quoted.text()));
            } else {
                final int end = line.text().indexOf(separator, i);
                final String text =
                        end < 0 ? line.text().substring(i) : line.text().substring(i, end);
                fields.add(new Field(at, text.strip()));
                i = end < 0 ? line.text().length() : end;
            }
            if (i == line.text().length()) {
                return fields;
            }
            i++;
        }
    }

    private record Quoted(String text, LineReader.Line line, int end) {}

    private Quoted quoted(LineReader.Line first, int from, Location opened) throws IOException, TextFault {
        final StringBuilder text = new StringBuilder();
        LineReader.Line line = first;
        int i = from;
        while (true) {
            final int quote = line.text().indexOf('"', i);
            if (quote < 0) {
                text.append(line.text(), i, line.text().length()).append('\n');
                line = lineInside(opened, text.length());
                i = 0;
            } else if (quote + 1 < line.text().length() && line.text().charAt(quote + 1) == '"') {
                text.append(line.text(), i, quote + 1);
                i = quote + 2;
            } else {
                text.append(line.text(), i, quote);
                return new Quoted(text.toString(), line, endOfCell(line, quote + 1));
            }
        }
    }

    private LineReader.Line lineInside(Location opened, int lengthChars) throws IOException, TextFault {
        final Optional<LineReader.Line> line = lengthChars > MAX_RECORD_CHARS ? Optional.empty() : lines.next();
        if (line.isEmpty()) {
            ended = true;
            throw new TextFault(
                    opened, "the quote that opens here is not closed; close it, and write \"\" for a quote inside");
        }
        return line.get();
    }

    private int endOfCell(LineReader.Line line, int afterQuote) throws TextFault {
        int i = afterQuote;
        while (i < line.text().length() && line.text().charAt(i) == ' ') {
            i++;
        }
        if (i < line.text().length() && line.text().charAt(i) != separator) {
            throw new TextFault(
                    new Location(line.number(), i + 1),
                    "text after a closing quote; write \"\" for a quote inside a quoted cell");
        }
        return i;
    }

    private static char mostFrequentSeparator(String header) {
        char best = SEPARATORS[0];
        long most = 0;
        for (final char candidate : SEPARATORS) {
            final long count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }
}
