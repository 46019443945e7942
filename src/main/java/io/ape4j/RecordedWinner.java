package io.ape4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.export.Exports;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.format.Provenance;
import io.ape4j.export.format.Winner;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.run.RunFolder;
import io.ape4j.run.Runs;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run's winner as its own {@code json} export holds it: for runs whose metric a program gave, which nothing but that
 * program can replay.
 */
public final class RecordedWinner {
    private static final JsonMapper JSON = new JsonMapper();

    private final Prompt prompt;
    private final List<String> fields;
    private final Provenance provenance;
    private final Task task;

    private RecordedWinner(Prompt prompt, List<String> fields, Provenance provenance, Task task) {
        this.prompt = prompt;
        this.fields = List.copyOf(fields);
        this.provenance = provenance;
        this.task = task;
    }

    /**
     * Reads it; empty if the run has no {@code json} export.
     *
     * @throws IllegalStateException if the prompt in it is not the one that the run has found
     */
    public static Optional<RecordedWinner> of(RunFolder folder) {
        final Path file = folder.exportsFolder().resolve("json").resolve("prompt.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            final JsonNode root = JSON.readTree(Files.readString(file));
            final Prompt prompt = PromptJson.read(root);
            final Provenance provenance = Provenance.read(root.path("provenance"));
            if (!ResultProvenance.hash(prompt).equals(provenance.promptHash())) {
                throw new IllegalStateException(file
                        + " was changed: its prompt is not the one that its checksum (promptSha256) was made of; restore"
                        + " it, or replay the run with the program that started it");
            }
            final List<String> fields = new ArrayList<>();
            root.path("fields").forEach(field -> fields.add(field.asText()));
            return Optional.of(new RecordedWinner(prompt, fields, provenance, folder.readTask()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(file + " is damaged: " + e.getOriginalMessage() + "; restore it", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " is damaged: " + e.getMessage() + "; restore it", e);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The prompt that a run has found: by replaying it, or, where a program gave its metric, as its own {@code json}
     * export holds it.
     *
     * @throws IllegalStateException if the run stopped before its end, or neither way is open
     */
    public static Prompt prompt(RunFolder folder) {
        final String recorded = folder.readManifest().metric();
        try (Metric metric = Metrics.of(folder.readTask())) {
            if (recorded.equals(metric.identity())) {
                return Search.outcome(folder, Optional.of(metric), SearchListener.SILENT)
                        .winner();
            }
        }
        return of(folder)
                .map(winner -> winner.prompt)
                .orElseThrow(() -> new IllegalStateException("the run " + folder.name() + " was scored by the metric "
                        + recorded + " of a program, and holds no export as json to read its winner from; "
                        + Runs.replayInJava(folder)));
    }

    /**
     * The winner's files in a format, by name.
     *
     * @throws io.ape4j.export.template.ExportRefused if the format can't carry it
     */
    public Map<String, String> files(ExportFormat format) {
        return Exports.files(format, new Winner(prompt, fields, provenance, Optional.of(task)));
    }
}
