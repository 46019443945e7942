package io.ape4j.export;

import java.util.List;

/** All export formats. */
public final class Exports {
    private static final List<ExportFormat> ALL =
            List.of(new TextExport(), new MarkdownExport(), new JsonExport(), new LangChain4jExport());

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
}
