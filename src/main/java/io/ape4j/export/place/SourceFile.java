package io.ape4j.export.place;

import io.ape4j.export.template.ExportRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.UUID;

/**
 * A file of the user's as it is: its bytes stand behind its text, line breaks, encoding and byte-order mark included. What
 * is no UTF-8 is taken byte by byte, and ASCII alone is added to it.
 */
public final class SourceFile {
    private static final int MOST_BYTES = 1 << 22;
    private static final String MARK = "\uFEFF";

    private final Path file;
    private final byte[] bytes;
    private final Charset charset;
    private final String decoded;

    private SourceFile(Path file, byte[] bytes, Charset charset, String decoded) {
        this.file = file;
        this.bytes = bytes;
        this.charset = charset;
        this.decoded = decoded;
    }

    /**
     * Reads it; a symbolic link is followed.
     *
     * @throws IllegalArgumentException if it is no text, or too large for a file with a prompt
     */
    public static SourceFile read(Path file) {
        try {
            final Path real = file.toRealPath();
            if (Files.size(real) > MOST_BYTES) {
                throw new IllegalArgumentException("it is larger than " + MOST_BYTES + " bytes; make it smaller");
            }
            final byte[] bytes = Files.readAllBytes(real);
            for (final byte one : bytes) {
                if (one == 0) {
                    throw new IllegalArgumentException("it holds a NUL byte: UTF-16 or no text; save it as UTF-8");
                }
            }
            return decoded(real, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + reason(e), e);
        }
    }

    private static SourceFile decoded(Path file, byte[] bytes) {
        try {
            final CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new SourceFile(file, bytes, StandardCharsets.UTF_8, text.toString());
        } catch (CharacterCodingException e) {
            // Whatever its encoding is, each byte keeps its place so.
            final Charset single = StandardCharsets.ISO_8859_1;
            return new SourceFile(file, bytes, single, new String(bytes, single));
        }
    }

    /** Without a byte-order mark. */
    public String text() {
        return decoded.startsWith(MARK) ? decoded.substring(MARK.length()) : decoded;
    }

    public boolean isUtf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    /**
     * Replaces the file at once by one with that text.
     *
     * @throws ExportRefused if its encoding can't hold the text, or somebody else has written it since it was read
     */
    public void replace(String text) {
        final byte[] fresh = ((decoded.startsWith(MARK) ? MARK : "") + text).getBytes(charset);
        if (!isUtf8() && addsBeyondAscii(text)) {
            throw new ExportRefused(
                    "the file is no UTF-8, and the prompt holds letters beyond ASCII; save it as UTF-8");
        }
        try {
            if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
                throw new ExportRefused("it was changed while it was read; try again");
            }
            swap(fresh);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file + ": " + reason(e) + ". It is what it was before", e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException f && f.getReason() == null
                ? e.getClass().getSimpleName() + " " + f.getFile()
                : String.valueOf(e.getMessage());
    }

    /** Between what is the same before and behind it, new text beyond ASCII would be in an encoding nobody knows. */
    private boolean addsBeyondAscii(String text) {
        final String old = text();
        final int shorter = Math.min(old.length(), text.length());
        int same = 0;
        while (same < shorter && old.charAt(same) == text.charAt(same)) {
            same++;
        }
        int behind = 0;
        while (behind < shorter - same
                && old.charAt(old.length() - 1 - behind) == text.charAt(text.length() - 1 - behind)) {
            behind++;
        }
        return text.substring(same, text.length() - behind).chars().anyMatch(c -> c > 0x7F);
    }

    private void swap(byte[] fresh) throws IOException {
        final Path part = file.resolveSibling("." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                final ByteBuffer buffer = ByteBuffer.wrap(fresh);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            final PosixFileAttributeView mode = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (mode != null) {
                Files.setPosixFilePermissions(part, mode.readAttributes().permissions());
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
