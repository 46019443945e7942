package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that a reader has approved. Run with {@code -Dgolden.update=true} to write what is there now. */
public final class Golden {
    private static final Path RESOURCES = Path.of("src/test/resources");

    private Golden() {}

    /** Holds {@code actual} against the file {@code name} beside {@code test}. */
    public static void check(Class<?> test, String name, String actual) {
        final Path file =
                RESOURCES.resolve(test.getPackageName().replace('.', '/')).resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual).as("%s", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
