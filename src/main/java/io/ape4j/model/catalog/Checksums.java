package io.ape4j.model.catalog;

import io.ape4j.model.ApeHome;
import io.ape4j.model.store.PrivateFiles;
import io.ape4j.task.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 of large files, remembered by path, size and time of change, so that a gigabyte is read once and not at
 * every start.
 */
public final class Checksums {
    private static final int BUFFER_BYTES = 1 << 20;

    private final Path folder;

    public Checksums(ApeHome home) {
        this.folder = home.checksums();
    }

    /**
     * The checksum in lower-case hexadecimal.
     *
     * @throws UncheckedIOException if the file can't be read
     */
    public String sha256(Path file) {
        try {
            final Path real = file.toRealPath();
            final String state =
                    Files.size(real) + " " + Files.getLastModifiedTime(real).toInstant() + " " + real;
            final Path note = folder.resolve(Sha256.hex(real.toString()) + ".txt");
            if (Files.exists(note)) {
                final List<String> lines = Files.readAllLines(note, StandardCharsets.UTF_8);
                if (lines.size() == 2
                        && lines.get(0).equals(state)
                        && lines.get(1).matches("[0-9a-f]{64}")) {
                    return lines.get(1);
                }
            }
            final String sum = read(real);
            remember(note, state + "\n" + sum + "\n");
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "can't compute the SHA-256 of " + file + ", or remember it in " + folder + ": " + e.getMessage()
                            + "; both folders must be readable, and " + folder + " writable (APE_HOME chooses it)",
                    e);
        }
    }

    private void remember(Path note, String text) throws IOException {
        PrivateFiles.createFolders(folder);
        final Path fresh = Files.createTempFile(folder, "note", ".tmp");
        Files.writeString(fresh, text);
        Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static String read(Path file) throws IOException {
        final MessageDigest digest = Sha256.digest();
        final byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The checksum of bytes in memory, in lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        return Sha256.hex(bytes);
    }
}
