package io.ape4j.tasks.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the files beside these classes from which examples are made. */
public final class Resource {
    private Resource() {}

    /** The whole file {@code io/ape4j/tasks/<name>}. */
    public static String text(String name) {
        try (InputStream in = Resource.class.getResourceAsStream("/io/ape4j/tasks/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource io/ape4j/tasks/" + name + "; compile the tests again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** Its lines, without blank ones and those that start with {@code #}. */
    public static List<String> rows(String name) {
        return text(name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
