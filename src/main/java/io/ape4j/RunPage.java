package io.ape4j;

import io.ape4j.model.ModelException;
import io.ape4j.report.page.Detail;
import io.ape4j.report.page.ReportPage;
import io.ape4j.report.trace.Snapshot;
import io.ape4j.report.trace.Trace;
import io.ape4j.report.versus.Told;
import io.ape4j.report.versus.VersusPage;
import io.ape4j.run.RunFolder;
import io.ape4j.run.RunManifest;
import io.ape4j.run.RunResult;
import io.ape4j.run.Runs;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Task;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a recorded run tells of itself when it is replayed, for its page.
 *
 * @param folder of the run
 * @param task its snapshot
 * @param snapshot of everything that was tried
 * @param result empty if the journal ends in the midst of the search
 */
public record RunPage(
        RunFolder folder, Task task, RunManifest manifest, Snapshot snapshot, Optional<RunResult> result) {

    /**
     * Replays a run, also one that still goes on: as far as its journal goes.
     *
     * @throws IllegalStateException if a program gave its metric, so that only that program can replay it
     */
    public static RunPage read(RunFolder folder, SearchListener hearing) {
        final Task task = folder.readTask();
        final Trace trace = new Trace(hearing);
        try (Metric metric = Metrics.of(task)) {
            final Optional<RunResult> result = replay(folder, metric, trace);
            return new RunPage(folder, task, folder.readManifest(), trace.snapshot(), result);
        }
    }

    private static Optional<RunResult> replay(RunFolder folder, Metric metric, Trace trace) {
        // Before the replay: a run that ends meanwhile had not ended for it.
        final boolean finished = Runs.isFinished(folder);
        try {
            return Optional.of(Runs.replay(folder, metric, trace));
        } catch (ModelException.NotRecorded e) {
            if (finished) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * The page as HTML.
     *
     * @throws IllegalStateException if the run has not ended
     */
    public String html(Detail detail) {
        return ReportPage.html(folder.name(), ended(), snapshot, detail);
    }

    /** The page as a server shows it while the run may go on. */
    public String liveHtml() {
        return ReportPage.live(folder.name(), task, manifest, snapshot, result);
    }

    /** The run's result. */
    public RunResult ended() {
        return result.orElseThrow(() -> Runs.unended(folder, null));
    }

    /** Writes the page into the run's folder, private like the rest of it. */
    public Path write(Detail detail) {
        return write(folder, html(detail), detail);
    }

    /**
     * A page that sets another run beside this one, as HTML.
     *
     * @param other what may be better
     * @throws IllegalStateException if one of them has not ended
     */
    public String against(RunPage other, Detail detail) {
        return VersusPage.html(told(), other.told(), detail);
    }

    private Told told() {
        return new Told(folder.name(), ended(), snapshot);
    }

    /** Writes the page of both into the other run's folder. */
    public Path writeAgainst(RunPage other, Detail detail) {
        return write(other.folder(), against(other, detail), "report-against-" + folder.name(), detail);
    }

    static Path write(RunFolder folder, String html, Detail detail) {
        return write(folder, html, "report", detail);
    }

    private static Path write(RunFolder folder, String html, String name, Detail detail) {
        final Path file = folder.path().resolve(name + (detail == Detail.EXAMPLES ? ".html" : "-no-examples.html"));
        RunFolder.write(file, html);
        return file;
    }
}
