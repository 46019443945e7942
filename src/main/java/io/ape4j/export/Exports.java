package io.ape4j.export;

import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.format.JsonText;
import io.ape4j.export.format.Provenance;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.task.file.PromptFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** All export formats. */
public final class Exports {
    /** The file that says where the others come from, of formats whose own files don't. */
    public static final String PROVENANCE = "provenance.json";

    /** In the order in which they are asked whether a file is theirs: what two could read, the more special one does. */
    private static final List<ExportFormat> BY_FILE = List.of(
            new LangChain4jExport(),
            new SpringAiExport(),
            new DotpromptExport(),
            new GitHubExport(),
            new PromptfooExport(),
            new SemanticKernelExport(),
            new DspyExport(),
            new OpenAiExport(),
            new JsonExport(),
            new MarkdownExport(),
            new TextExport());

    private static final List<String> IDS = List.of(
            "txt",
            "md",
            "json",
            "langchain4j",
            "spring-ai",
            "dotprompt",
            "github",
            "promptfoo",
            "dspy",
            "openai",
            "semantic-kernel");

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");

    private Exports() {}

    public static List<ExportFormat> all() {
        return IDS.stream().map(Exports::named).toList();
    }

    public static List<String> ids() {
        return IDS;
    }

    /** The format of that id. */
    public static ExportFormat named(String id) {
        return BY_FILE.stream()
                .filter(format -> format.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no export format \"" + id + "\"; formats are " + String.join(", ", ids())));
    }

    /**
     * A winner's files in a format, by name, with its provenance last if they don't hold it themselves. Whatever a format
     * makes its names of, they don't lead out of the folder that the files are written to.
     *
     * @throws ExportRefused if the format can't carry the prompt
     */
    public static Map<String, String> files(ExportFormat format, Winner winner) {
        final Map<String, String> files = new LinkedHashMap<>(format.files(winner));
        if (!format.holdsProvenance()) {
            files.put(PROVENANCE, provenance(format, winner.provenance()));
        }
        files.keySet().forEach(Exports::requirePlain);
        return files;
    }

    /** Whether a file of that name holds no part of a prompt, but what is known about it or how it is loaded. */
    public static boolean isCompanion(String name) {
        return name.equals(PROVENANCE) || name.equals(LangChain4jService.FILE);
    }

    private static String provenance(ExportFormat format, Provenance provenance) {
        final var json = provenance.toJson();
        format.difference().ifPresent(difference -> json.put("difference", difference));
        return JsonText.write(json);
    }

    private static void requirePlain(String name) {
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalStateException("an export format names a file \"" + name + "\", which is no plain name");
        }
    }

    /** The format of a file, by its name and text, plain text if it is no other; empty only for a provenance. */
    public static Optional<ExportFormat> formatOf(String name, String text) {
        return name.equals(PROVENANCE)
                ? Optional.empty()
                : BY_FILE.stream()
                        .filter(format -> format.isIn(name, text))
                        .findFirst()
                        .or(() -> Optional.of(named("txt")));
    }

    /**
     * Reads the prompt of a folder: of all its files in the format of the most special one.
     *
     * @param files all files of the folder, by name
     * @throws IllegalArgumentException if there is no prompt, or something is wrong with it
     */
    public static PromptFile readFolder(Map<String, String> files, List<String> fields, PromptTemplate template) {
        for (final ExportFormat format : BY_FILE) {
            final Map<String, String> own = new LinkedHashMap<>();
            files.forEach((name, text) -> {
                if (!name.equals(PROVENANCE) && format.isIn(name, text)) {
                    own.put(name, text);
                }
            });
            if (!own.isEmpty()) {
                return format.read(own, fields, template);
            }
        }
        throw new IllegalArgumentException("there is no prompt in it; name the file that holds it");
    }
}
