package io.ape4j.export;

import io.ape4j.prompt.Prompt;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** All export formats. */
public final class Exports {
    private static final List<ExportFormat> ALL =
            List.of(new TextExport(), new MarkdownExport(), new JsonExport(), new LangChain4jExport());

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");

    private Exports() {}

    public static List<ExportFormat> all() {
        return ALL;
    }

    public static List<String> ids() {
        return ALL.stream().map(ExportFormat::id).toList();
    }

    /** The format of that id. */
    public static ExportFormat named(String id) {
        return ALL.stream()
                .filter(format -> format.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no export format \"" + id + "\"; formats are " + String.join(", ", ids())));
    }

    /**
     * A prompt's files in a format, by name. Whatever a format makes its names of, they don't lead out of the folder that
     * the files are written to.
     *
     * @throws ExportRefused if the format can't carry the prompt
     */
    public static Map<String, String> files(
            ExportFormat format, Prompt prompt, List<String> fields, Provenance provenance) {
        final Map<String, String> files = format.files(prompt, fields, provenance);
        files.keySet().forEach(Exports::requirePlain);
        return files;
    }

    private static void requirePlain(String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalStateException("an export format names a file \"" + name + "\", which is no plain name");
        }
    }
}
