package io.ape4j.tasks.contact;

import io.ape4j.tasks.text.ExampleText;
import io.ape4j.tasks.text.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes the examples of the task {@code extract-contact}: every message of {@code extract-contact.txt} twice, about
 * other people, the second time with a closing line that is beside the point.
 */
final class ContactExamples {
    static final Path FILE = Path.of("tasks", "extract-contact", "examples.jsonl");

    private static final long SEED = 20_240_209L;

    private ContactExamples() {}

    /** Writes the file, seen from the project's root. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(FILE, text(), StandardCharsets.UTF_8);
    }

    /** What the file holds. */
    static String text() {
        final Random random = new Random(SEED);
        final List<String> lines = new ArrayList<>();
        for (final String row : Resource.rows("extract-contact.txt")) {
            final String gender = row.substring(0, 1);
            final String message = row.substring(4).replace("\\n", "\n");
            lines.add(line(message, Cast.draw(gender, message.contains("{company}"), random)));
            lines.add(line(
                    message + "\n" + picked(People.CLOSINGS, random),
                    Cast.draw(gender, message.contains("{company}"), random)));
        }
        Collections.shuffle(lines, random);
        return String.join("", lines);
    }

    static <T> T picked(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String line(String message, Cast cast) {
        final String answer = "{\"name\": " + ExampleText.quoted(cast.of("name"))
                + ", \"company\": " + valueOrNull("company", message, cast)
                + ", \"email\": " + valueOrNull("email", message, cast)
                + ", \"phone\": " + valueOrNull("phone", message, cast) + "}";
        return ExampleText.line("message", filled(message, cast), List.of(answer));
    }

    private static String valueOrNull(String name, String message, Cast cast) {
        return message.contains("{" + name + "}") ? ExampleText.quoted(cast.of(name)) : "null";
    }

    private static String filled(String message, Cast cast) {
        String result = message;
        for (final Map.Entry<String, String> value : cast.values().entrySet()) {
            result = result.replace("{" + value.getKey() + "}", value.getValue());
        }
        if (result.contains("{")) {
            throw new IllegalStateException("unknown slot in " + result);
        }
        return result;
    }
}
