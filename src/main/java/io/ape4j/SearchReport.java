package io.ape4j;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.export.Exports;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Prompt;
import io.ape4j.report.ResultJson;
import io.ape4j.report.page.Detail;
import io.ape4j.report.page.ReportPage;
import io.ape4j.report.trace.Snapshot;
import io.ape4j.run.RunFolder;
import io.ape4j.run.RunResult;
import io.ape4j.task.text.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a search, a resume or a replay ended in.
 *
 * @param folder of the run
 * @param exports files that hold the winner
 * @param refused formats that can't carry it, each with its reason
 * @param elapsed of this invocation
 */
public record SearchReport(
        RunFolder folder, RunResult result, List<Path> exports, List<String> refused, Duration elapsed) {
    public SearchReport {
        exports = List.copyOf(exports);
        refused = List.copyOf(refused);
    }

    /** The winning prompt. */
    public Prompt winner() {
        return result.outcome().winner().prompt();
    }

    /** {@code better}, {@code no significant gain: keep yours}, {@code worse: keep yours} or {@code unconfirmed}. */
    public String verdict() {
        return ResultJson.verdict(result);
    }

    /** The object that {@code --json} prints. */
    public ObjectNode toJson() {
        final ObjectNode json = ResultJson.of(
                folder.name(), result, exports.stream().map(Path::toString).toList(), elapsed);
        if (!refused.isEmpty()) {
            refused.forEach(json.putArray("exportsRefused")::add);
        }
        return json;
    }

    static SearchReport write(
            RunFolder folder, RunResult result, Snapshot snapshot, List<String> formats, Duration elapsed) {
        final List<Path> written = new ArrayList<>();
        final List<String> refused = new ArrayList<>();
        for (final String id : formats) {
            Map<String, String> files = Map.of();
            try {
                files = files(result, Exports.named(id));
            } catch (ExportRefused e) {
                refused.add(id + ": " + e.getMessage());
            }
            written.addAll(folder.writeExport(id, files));
        }
        Exports.ids().stream().filter(id -> !formats.contains(id)).forEach(id -> folder.writeExport(id, Map.of()));
        final SearchReport report = new SearchReport(folder, result, written, refused, elapsed);
        RunPage.write(folder, ReportPage.html(folder.name(), result, snapshot, Detail.EXAMPLES), Detail.EXAMPLES);
        folder.writeResult(report.toJson());
        return report;
    }

    /** The report of a replay, without a look at the files of the run. */
    static SearchReport replayed(RunFolder folder, RunResult result, Duration elapsed) {
        return new SearchReport(folder, result, List.of(), List.of(), elapsed);
    }

    /**
     * Compares what the run's folder holds of it, and writes nothing.
     *
     * @return with these files
     * @throws IllegalStateException if one of them differs, or is gone
     */
    SearchReport withRecordedExports() {
        final List<Path> same = new ArrayList<>();
        for (final ExportFormat format : Exports.all()) {
            final Path recorded = folder.exportsFolder().resolve(format.id());
            if (Files.isDirectory(recorded)) {
                files(format).forEach((name, text) -> {
                    final Path file = recorded.resolve(name);
                    // Runs from before there were such files have none of them.
                    if (!Exports.isCompanion(name) || Files.exists(file)) {
                        refuseDifference(file, text, format);
                        same.add(file);
                    }
                });
            }
        }
        return new SearchReport(folder, result, same, refused, elapsed);
    }

    private void refuseDifference(Path file, String text, ExportFormat format) {
        String fault = "was changed, or another version of the loop wrote it";
        try {
            if (Files.readString(file).equals(text)) {
                return;
            }
        } catch (NoSuchFileException e) {
            fault = "is gone";
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the recorded export " + file + ": " + e.getMessage(), e);
        }
        throw new IllegalStateException(
                "the recorded export " + file + " " + fault + "; what the run ends in is printed" + " by: ape export "
                        + Shown.argument(folder.name()) + " --format " + format.id());
    }

    /**
     * The winner's files in a format, by name.
     *
     * @throws ExportRefused if the format can't carry it
     */
    public Map<String, String> files(ExportFormat format) {
        return files(result, format);
    }

    /** The winner's files in one format, by name. */
    static Map<String, String> files(RunResult result, ExportFormat format) {
        return Exports.files(
                format, Winner.of(result.task(), result.outcome().winner().prompt(), ResultProvenance.of(result)));
    }
}
