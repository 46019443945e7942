package io.ape4j.task.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/** Reads bytes as UTF-8 and refuses, with the place, what is none. */
public final class StrictText {
    /** The largest file that is read as a whole, in bytes. */
    public static final int MAX_FILE_BYTES = 1 << 20;

    private static final String SAVE_AS_UTF_8 = "save the file as UTF-8";

    private StrictText() {}

    /**
     * The text of a small file, without a byte-order mark, with line ends as {@code \n}.
     *
     * @throws TextFault if it is larger than {@link #MAX_FILE_BYTES} or no UTF-8 text
     * @throws IOException if it can't be read
     */
    public static String read(Path file) throws IOException, TextFault {
        final byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_FILE_BYTES + 1);
        }
        return decode(bytes);
    }

    /** {@link #read} for bytes at hand. */
    public static String decode(byte[] bytes) throws TextFault {
        if (bytes.length > MAX_FILE_BYTES) {
            throw new TextFault(
                    Location.NONE,
                    "the file is larger than " + MAX_FILE_BYTES + " bytes, the most that is read; make it smaller");
        }
        final int skipped = byteOrderMark(bytes, bytes.length);
        return decode(bytes, skipped, bytes.length - skipped, Location.START)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }

    /** How many bytes a UTF-8 byte-order mark takes at the start; the mark of another encoding is refused. */
    static int byteOrderMark(byte[] bytes, int length) throws TextFault {
        if (startsWith(bytes, length, 0xEF, 0xBB, 0xBF)) {
            return 3;
        }
        if (startsWith(bytes, length, 0xFF, 0xFE) || startsWith(bytes, length, 0xFE, 0xFF)) {
            throw new TextFault(Location.START, "the file is UTF-16 (by its byte-order mark); " + SAVE_AS_UTF_8);
        }
        return 0;
    }

    private static boolean startsWith(byte[] bytes, int length, int... mark) {
        if (length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    static String decode(byte[] bytes, int from, int length, Location start) throws TextFault {
        final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        final ByteBuffer in = ByteBuffer.wrap(bytes, from, length);
        final CharBuffer out = CharBuffer.allocate(length);
        final CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            final String value = String.format(Locale.ROOT, "0x%02X", bytes[in.position()] & 0xFF);
            throw TextFault.ofWholeFile(start.after(out), "the byte " + value + " is no UTF-8; " + SAVE_AS_UTF_8);
        }
        final String text = out.toString();
        final int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw TextFault.ofWholeFile(
                    start.after(text.substring(0, nul)), "a NUL byte: this is UTF-16 or no text; " + SAVE_AS_UTF_8);
        }
        return text;
    }

    /**
     * The value in Unicode normal form C.
     *
     * @throws TextFault if it holds a NUL or half of a surrogate pair, which escapes can smuggle in
     */
    static String checked(String value, Location at, String what) throws TextFault {
        for (int i = 0; i < value.length(); i++) {
            final char c = value.charAt(i);
            if (c == '\0') {
                throw new TextFault(at, what + " holds a NUL character; take it out");
            }
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else {
                throw new TextFault(
                        at,
                        what + String.format(Locale.ROOT, " holds \\u%04x, half of a surrogate pair; ", (int) c)
                                + "write the whole character");
            }
        }
        return Normalizer.isNormalized(value, Normalizer.Form.NFC)
                ? value
                : Normalizer.normalize(value, Normalizer.Form.NFC);
    }
}
