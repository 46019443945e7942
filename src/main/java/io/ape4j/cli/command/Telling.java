package io.ape4j.cli.command;

import io.ape4j.SearchReport;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.report.Summary;
import java.nio.file.Path;
import java.util.Optional;

/** Tells how a run ended: one JSON object, or a summary. */
final class Telling {
    private final Terminal terminal;
    private final ResultOptions options;

    Telling(Surroundings surroundings, ResultOptions options) {
        this.terminal = surroundings.terminal();
        this.options = options;
    }

    /** @param task where the task was read, for the commands that are shown */
    void tell(SearchReport report, Optional<Path> task) {
        report.refused().forEach(reason -> terminal.note("not exported: " + reason));
        if (options.json) {
            terminal.json(report.toJson());
            return;
        }
        terminal.data(Summary.of(report.folder().path(), task, report.result(), report.exports(), report.elapsed()));
    }
}
