package io.ape4j.task.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Reads a file of any size line by line in bounded memory. Lines end in {@code \n} or {@code \r\n}. */
public final class LineReader implements Closeable {
    /** The longest line that is read unless another length is given, in bytes. */
    public static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream in;
    private final int mostBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int end;
    private int line;
    private byte[] current = new byte[1024];
    private int length;

    /**
     * One line.
     *
     * @param number from 1
     * @param text without its end
     */
    public record Line(int number, String text) {}

    public LineReader(InputStream in) {
        this(in, MAX_LINE_BYTES);
    }

    /** Reads lines of up to {@code mostBytes} bytes. */
    public LineReader(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    public static LineReader open(Path file) throws IOException {
        return new LineReader(Files.newInputStream(file));
    }

    /**
     * The next line; empty at the end of the file.
     *
     * @throws TextFault if the line is too long or no UTF-8. The next call goes on with the line after it
     */
    public Optional<Line> next() throws IOException, TextFault {
        length = 0;
        boolean tooLong = false;
        boolean any = false;
        for (int b = read(); b >= 0; b = read()) {
            any = true;
            if (b == '\n') {
                break;
            }
            if (length < mostBytes) {
                append((byte) b);
            } else {
                tooLong = true;
            }
        }
        if (!any) {
            return Optional.empty();
        }
        line++;
        if (tooLong) {
            throw new TextFault(
                    new Location(line, 1),
                    "the line is longer than " + mostBytes + " bytes, the most that is read; split or shorten it");
        }
        final int mark = line == 1 ? StrictText.byteOrderMark(current, length) : 0;
        final int trimmed = length > mark && current[length - 1] == '\r' ? length - 1 : length;
        return Optional.of(new Line(line, StrictText.decode(current, mark, trimmed - mark, new Location(line, 1))));
    }

    private int read() throws IOException {
        if (position == end) {
            end = Math.max(0, in.read(buffer));
            position = 0;
            if (end == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xFF;
    }

    private void append(byte b) {
        if (length == current.length) {
            current = Arrays.copyOf(current, (int) Math.min(mostBytes, 2L * length));
        }
        current[length++] = b;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
