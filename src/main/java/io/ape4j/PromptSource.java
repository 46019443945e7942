package io.ape4j;

import io.ape4j.export.Exports;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.place.PromptPlace;
import io.ape4j.export.place.Rewriting;
import io.ape4j.export.place.SourceFile;
import io.ape4j.export.place.WholeFile;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Prompt;
import io.ape4j.task.Task;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a user's prompt was read, and a better one can be put: only its text changes there. */
public final class PromptSource {
    private final Path file;

    private PromptSource(Path file) {
        this.file = file;
    }

    /** A file as {@link PromptFiles#read} takes it. */
    public static PromptSource of(Path file) {
        return new PromptSource(file);
    }

    /** As the user named it. */
    public Path file() {
        return file;
    }

    /**
     * Puts a prompt in the place of another. The new file is read before it takes the place of the old one, at once; in
     * an unlucky moment there is one or the other.
     *
     * @param before what was read from it
     * @throws ExportRefused if it can't hold the new one with all else unchanged; it is what it was before
     */
    public void replace(Prompt before, Prompt after, Task task) {
        if (Files.isDirectory(file)) {
            throw new ExportRefused("it is a folder; name the one file in it that is to change");
        }
        if (!Files.isRegularFile(file)) {
            throw new ExportRefused("it is gone");
        }
        final SourceFile source = SourceFile.read(file);
        final Rewriting rewriting = new Rewriting(place(source), task.about().fields(), task.template());
        source.replace(rewriting.rewrite(source.text(), before, after));
    }

    private PromptPlace place(SourceFile source) {
        final String name = String.valueOf(file.getFileName());
        final ExportFormat format = Exports.formatOf(name, source.text())
                .orElseThrow(() -> new ExportRefused("it says where a prompt comes from, and holds none"));
        if (format.holdsProvenance() || format.difference().isPresent()) {
            throw new ExportRefused(
                    "it is an export that says what its prompt scored, which would be untrue of another");
        }
        return new WholeFile(name, format);
    }
}
