package io.ape4j;

import io.ape4j.export.Exports;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.model.ApeHome;
import io.ape4j.run.RunFolder;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whole searches in a temporary folder, on a small task that a {@link SimulatedModel} can answer. */
public final class Simulation {
    /** A search of some 40 calls that ends by itself. */
    public static final SearchParameters SMALL = SearchParameters.builder()
            .populationSize(4)
            .proposals(4)
            .offspring(2)
            .generations(2)
            .survivors(1)
            .blockSize(2)
            .demonstrations(2)
            .build();

    private static final List<String> NOUNS = List.of("film", "soup", "hotel", "song", "train");
    private static final List<String> GOOD = List.of("great", "lovely", "fine", "superb");
    private static final List<String> BAD = List.of("awful", "dull", "poor", "dreadful");

    private Simulation() {}

    /** 10 examples to propose from, 5 to select on and 4 to test with. */
    public static Task smallTask() {
        return builder(10, 5, 4).build();
    }

    /** 12 examples to propose from, 16 to select on and 12 to test with. */
    public static Task task() {
        return builder(12, 16, 12).build();
    }

    /** A task of that many examples in the splits, at most 40 in all. */
    public static TaskBuilder builder(int propose, int select, int test) {
        final TaskBuilder task = TaskBuilder.named("mood")
                .description("Say whether the sentence is positive or negative.")
                .maxTokens(16);
        for (int i = 0; i < propose + select + test; i++) {
            final boolean good = i % 2 == 0;
            final String noun = NOUNS.get(i / 8);
            final String word = (good ? GOOD : BAD).get(i / 2 % 4);
            final Split split = i < propose ? Split.PROPOSE : i < propose + select ? Split.SELECT : Split.TEST;
            task.example(
                    Map.of(TaskBuilder.SINGLE_FIELD, "The " + noun + " was " + word + "."),
                    List.of(good ? "positive" : "negative"),
                    split);
        }
        return task;
    }

    /** A search with folders of its own below {@code folder}, and all export formats. */
    public static Search search(Task task, SimulatedModel model, Path folder) {
        return Ape.search(task)
                .model(model)
                .home(new ApeHome(folder.resolve("home")))
                .run(folder.resolve("runs"), "run")
                .parameters(SMALL)
                .exports(Exports.ids());
    }

    /** Runs it again over its journal. */
    public static SearchReport replay(RunFolder folder) {
        return Search.replay(folder, Optional.empty(), SearchListener.SILENT);
    }

    /** Everything below the exports folder, by path. */
    public static SortedMap<String, String> exports(SearchReport report) {
        return files(report.folder().exportsFolder());
    }

    /** What the winner would be exported as; nothing is read from the folder. */
    public static SortedMap<String, String> rendered(SearchReport report) {
        final SortedMap<String, String> files = new TreeMap<>();
        for (final ExportFormat format : Exports.all()) {
            carried(report, format)
                    .forEach(
                            (name, text) -> files.put(Path.of(format.id(), name).toString(), text));
        }
        return files;
    }

    private static Map<String, String> carried(SearchReport report, ExportFormat format) {
        try {
            return report.files(format);
        } catch (ExportRefused e) {
            return Map.of(); // a search writes nothing for it either
        }
    }

    private static SortedMap<String, String> files(Path folder) {
        final SortedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}
