package io.ape4j.cli.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.SearchReport;
import io.ape4j.cli.board.Difference;
import io.ape4j.cli.option.ResultOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.prompt.Prompt;
import io.ape4j.report.Summary;
import java.util.Optional;

/** Tells how a run ended: one JSON object, or a summary. */
public final class Telling {
    private static final int INDENT = 4;

    private final Terminal terminal;
    private final ResultOptions options;

    public Telling(Surroundings surroundings, ResultOptions options) {
        this.terminal = surroundings.terminal();
        this.options = options;
    }

    /**
     * Prints it.
     *
     * @param evaluation the command that scores a prompt as this run did, but for the prompt; empty if not known
     */
    public void tell(SearchReport report, Optional<String> evaluation) {
        tell(report, evaluation, Optional.empty());
    }

    /** As {@link #tell(SearchReport, Optional)}, with what became of the file that the user's prompt came from. */
    void tell(SearchReport report, Optional<String> evaluation, Optional<WriteBack.Outcome> written) {
        report.refused().forEach(reason -> terminal.note("not exported: " + reason));
        if (options.json) {
            final ObjectNode json = report.toJson();
            written.ifPresent(outcome -> outcome.into(json));
            terminal.json(json);
            return;
        }
        terminal.data(
                Summary.of(report.folder().path(), evaluation, report.result(), report.exports(), report.elapsed()));
        written.ifPresent(outcome -> terminal.data("\n" + changes(report) + "\n" + outcome.sentence()));
    }

    /** What is not in the file is told as what would be. */
    private static String changes(SearchReport report) {
        final Prompt winner = report.winner();
        return Optional.ofNullable(report.result().task().baseline())
                .flatMap(yours -> Difference.between(yours, winner))
                .map(words -> "Changed in your prompt:\n\n" + words.indent(INDENT))
                .orElse("Nothing is changed in your prompt.\n");
    }
}
