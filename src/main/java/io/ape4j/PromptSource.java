package io.ape4j;

import io.ape4j.export.Exports;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.place.JavaPlace;
import io.ape4j.export.place.MarkedPlace;
import io.ape4j.export.place.MessagePlace;
import io.ape4j.export.place.PromptPlace;
import io.ape4j.export.place.Rewriting;
import io.ape4j.export.place.SourceFile;
import io.ape4j.export.place.WholeFile;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Prompt;
import io.ape4j.task.Task;
import io.ape4j.task.file.PromptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a user's prompt is read, and a better one can be put: a file, or {@code FILE#NAME} for a place in an application's
 * own file. Only the prompt's text changes there.
 */
public final class PromptSource {
    private final Path named;
    private final Path file;
    private final Optional<String> marker;

    private PromptSource(Path named, Path file, Optional<String> marker) {
        this.named = named;
        this.file = file;
        this.marker = marker;
    }

    /** A file as {@link PromptFiles#read} takes it, or a place in one, where there is no file of that whole name. */
    public static PromptSource of(Path named) {
        final String name = String.valueOf(named.getFileName());
        final int hash = name.lastIndexOf('#');
        return hash <= 0 || hash == name.length() - 1 || Files.exists(named)
                ? new PromptSource(named, named, Optional.empty())
                : new PromptSource(
                        named, named.resolveSibling(name.substring(0, hash)), Optional.of(name.substring(hash + 1)));
    }

    /** As the user named it, with the name of the place. */
    public Path named() {
        return named;
    }

    /** The file alone. */
    public Path file() {
        return file;
    }

    /** Whether it is a place in a file. */
    public boolean isPlace() {
        return marker.isPresent();
    }

    /** What tells where the prompt in the file came from, and is no longer true once another stands there. */
    public Optional<Path> provenance() {
        return Stream.of(Exports.PROVENANCE, file.getFileName() + "." + Exports.PROVENANCE)
                .map(file::resolveSibling)
                .filter(beside -> !isPlace() && Files.isRegularFile(beside))
                .findFirst();
    }

    /**
     * Reads the prompt at a place.
     *
     * @throws IllegalArgumentException if there is no such place, or something is wrong with it
     */
    PromptFile read(Task task) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    Files.isDirectory(file)
                            ? file + " is a folder; name the file that holds the place"
                            : "there is no file " + file + "; correct the path");
        }
        return messagePlace().read(SourceFile.read(file).text(), task.about().fields(), task.template());
    }

    /**
     * Puts a prompt into a place, whatever stands there, and changes nothing else in the file.
     *
     * @throws ExportRefused if the place can't hold it; the file is what it was before
     * @throws IllegalArgumentException if there is no such place
     */
    public void put(Prompt prompt, Task task) {
        final SourceFile source = SourceFile.read(file);
        source.replace(messagePlace().put(source.text(), prompt, task.about().fields(), task.template()));
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
        final PromptPlace place = marker.isPresent() ? messagePlace() : wholeFile(source);
        final Rewriting rewriting = new Rewriting(place, task.about().fields(), task.template());
        source.replace(rewriting.rewrite(source.text(), before, after));
    }

    private MessagePlace messagePlace() {
        final String name = String.valueOf(file.getFileName());
        final ExportFormat resources = Exports.named("langchain4j");
        return name.endsWith(".java")
                ? new JavaPlace(marker.orElseThrow(), resources)
                : new MarkedPlace(name, marker.orElseThrow(), resources);
    }

    private PromptPlace wholeFile(SourceFile source) {
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
