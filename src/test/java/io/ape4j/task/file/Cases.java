package io.ape4j.task.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Cases in a text file: {@code ### name}, the input, {@code >>>}, what is expected, an empty line. {@code ##+ name}
 * means that the input is added to a valid file.
 */
final class Cases {
    private Cases() {}

    record Case(String name, boolean isAddition, String input, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> read(String resource) {
        try (InputStream in = Objects.requireNonNull(Cases.class.getResourceAsStream(resource))) {
            final String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            final List<Case> cases = new ArrayList<>();
            for (final String chunk : text.split("(?m)^##(?=[#+] )", -1)) {
                if (chunk.isBlank()) {
                    continue;
                }
                final String name = chunk.substring(2, chunk.indexOf('\n'));
                final String[] halves = chunk.substring(chunk.indexOf('\n') + 1).split("(?m)^>>>\n", 2);
                cases.add(new Case(
                        name,
                        chunk.startsWith("+"),
                        halves[0],
                        halves[1].lines().filter(line -> !line.isEmpty()).toList()));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
