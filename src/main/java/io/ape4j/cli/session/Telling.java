package io.ape4j.cli.session;

import io.ape4j.SearchReport;
import io.ape4j.cli.option.ResultOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.report.Summary;
import java.nio.file.Path;
import java.util.Optional;

/** Tells how a run ended: one JSON object, or a summary. */
public final class Telling {
    private final Terminal terminal;
    private final ResultOptions options;

    public Telling(Surroundings surroundings, ResultOptions options) {
        this.terminal = surroundings.terminal();
        this.options = options;
    }

    /**
     * Prints it.
     *
     * @param task where the task was read, for the commands that are shown
     */
    public void tell(SearchReport report, Optional<Path> task) {
        report.refused().forEach(reason -> terminal.note("not exported: " + reason));
        if (options.json) {
            terminal.json(report.toJson());
            return;
        }
        terminal.data(Summary.of(report.folder().path(), task, report.result(), report.exports(), report.elapsed()));
    }
}
