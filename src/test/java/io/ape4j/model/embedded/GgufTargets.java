package io.ape4j.model.embedded;

import io.ape4j.fuzz.Target;
import io.ape4j.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The reader of a model file's first bytes. */
public final class GgufTargets {
    private GgufTargets() {}

    public static List<Target> in(Path folder) {
        final Path file = folder.resolve("model.gguf");
        final byte[] header = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GGUF".getBytes(StandardCharsets.US_ASCII))
                .putInt(3)
                .putLong(10)
                .putLong(5)
                .array();
        return List.of(Target.ofBytes(
                "gguf",
                500,
                List.of(header),
                List.of("GGUF", "\3\0\0\0"),
                input -> {
                    Files.write(file, input);
                    GgufFile.check(file);
                },
                List.of(ModelException.Rejected.class)));
    }
}
