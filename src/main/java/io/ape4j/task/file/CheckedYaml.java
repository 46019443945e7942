package io.ape4j.task.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.StrictText;
import io.ape4j.task.text.TextFault;
import io.ape4j.task.text.YamlNode;
import io.ape4j.task.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A YAML file that was read strictly and holds to its JSON Schema; it knows the place of everything in it. */
public final class CheckedYaml {
    private final Path file;
    private final YamlNode root;

    private CheckedYaml(Path file, YamlNode root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Reads a file.
     *
     * @param schema a file name under {@code io/ape4j/schema} on the class path, e.g. {@code task.schema.json}
     * @throws InvalidFileException with all that is wrong
     */
    public static CheckedYaml read(Path file, String schema) {
        final Problems problems = new Problems();
        final Optional<CheckedYaml> read = read(file, schema, problems);
        problems.throwIfAny();
        return read.orElseThrow();
    }

    /** As {@link #read(Path, String)}, for who goes on in spite of problems; empty if the file is no YAML at all. */
    static Optional<CheckedYaml> read(Path file, String schema, Problems problems) {
        final String text = text(file, problems);
        return problems.isEmpty() ? parse(file, text, schema, problems) : Optional.empty();
    }

    /**
     * Reads a text.
     *
     * @param file what problems call it
     * @throws InvalidFileException with all that is wrong
     */
    public static CheckedYaml parse(Path file, String text, String schema) {
        final Problems problems = new Problems();
        final Optional<CheckedYaml> read = parse(file, text, schema, problems);
        problems.throwIfAny();
        return read.orElseThrow();
    }

    private static Optional<CheckedYaml> parse(Path file, String text, String schema, Problems problems) {
        try {
            final Set<Location> faulty = new HashSet<>();
            final YamlNode root = YamlReader.read(text, fault -> {
                faulty.add(fault.location());
                problems.add(file, fault);
            });
            for (final TextFault fault : YamlSchema.load(schema).check(root)) {
                if (!faulty.contains(fault.location())) {
                    problems.add(file, fault);
                }
            }
            return Optional.of(new CheckedYaml(file, root));
        } catch (TextFault fault) {
            problems.add(file, fault);
            return Optional.empty();
        }
    }

    /** The text of a small file; empty, with a problem, if it can't be read. */
    static String text(Path file, Problems problems) {
        if (!Files.exists(file)) {
            problems.add(file, Location.NONE, "there is no such file; check the name");
            return "";
        }
        if (!Files.isRegularFile(file)) {
            problems.add(file, Location.NONE, "this is no regular file; name one");
            return "";
        }
        try {
            return StrictText.read(file);
        } catch (TextFault fault) {
            problems.add(file, fault);
        } catch (IOException e) {
            problems.add(file, e);
        }
        return "";
    }

    public Path file() {
        return file;
    }

    /** The whole file as JSON. */
    public JsonNode root() {
        return root.json();
    }

    /**
     * Where a value stands.
     *
     * @param path keys (String) and positions (Integer) from the root
     */
    public Location locate(Object... path) {
        return root.locate(List.of(path));
    }

    /**
     * Where a key stands, or the mapping if it has no such key.
     *
     * @param path of the mapping
     */
    public Location locateKey(List<Object> path, String key) {
        return root.locateKey(path, key);
    }

    /** The texts of the list under a key; empty if there is none. Entries that are no text count as compact JSON. */
    static List<String> texts(JsonNode list) {
        final List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.isTextual() ? item.textValue() : item.toString()));
        return texts;
    }
}
