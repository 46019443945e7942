package io.ape4j.model.embedded;

import io.ape4j.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What can be told of a model file from its first bytes, before native code reads it. */
final class GgufFile {
    private static final int HEADER_BYTES = 24;
    private static final int OLDEST_VERSION = 2;
    private static final int NEWEST_VERSION = 3;
    private static final String FETCH = "; fetch it again, or name another with --model /path/to/file.gguf";

    private GgufFile() {}

    /** @throws ModelException.Rejected unless the file is there and starts as a GGUF file does */
    static void check(Path file) {
        if (!Files.exists(file)) {
            throw new ModelException.Rejected(
                    file + " does not exist; \"ape model list\" shows the models that can be pulled by name", null);
        }
        if (!Files.isRegularFile(file)) {
            throw new ModelException.Rejected(file + " is a folder, not a GGUF file", null);
        }
        final byte[] header;
        try (InputStream in = Files.newInputStream(file)) {
            header = in.readNBytes(HEADER_BYTES);
        } catch (IOException e) {
            throw new ModelException.Rejected(
                    file + " can't be read: " + e.getMessage() + "; check its permissions", e);
        }
        problem(header).ifPresent(problem -> {
            throw new ModelException.Rejected(file + " " + problem + FETCH, null);
        });
    }

    private static Optional<String> problem(byte[] header) {
        if (header.length < HEADER_BYTES) {
            return Optional.of("is only " + header.length + " bytes long and so no whole GGUF file");
        }
        if (!new String(header, 0, 4, StandardCharsets.ISO_8859_1).equals("GGUF")) {
            return Optional.of("is not a GGUF file (it does not start with \"GGUF\")");
        }
        final int version =
                ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
        if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
            return Optional.of("has GGUF version " + Integer.toUnsignedString(version) + ", and versions "
                    + OLDEST_VERSION + " and " + NEWEST_VERSION + " can be read");
        }
        return Optional.empty();
    }
}
