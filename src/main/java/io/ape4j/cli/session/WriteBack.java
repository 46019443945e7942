package io.ape4j.cli.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.PromptSource;
import io.ape4j.SearchReport;
import io.ape4j.cli.option.WriteOptions;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Prompt;
import io.ape4j.stats.Verdict;
import io.ape4j.task.Task;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Writes a winner to where the user's prompt came from, if it is better or the user insists.
 *
 * @param noWrite never
 * @param force whatever the verdict is, as long as there is one
 */
public record WriteBack(PromptSource source, boolean noWrite, boolean force) {
    /**
     * What became of the user's file.
     *
     * @param reason why it was left as it is; empty if it was written
     * @param isFailure whether it should have been written
     */
    public record Outcome(PromptSource source, String reason, boolean isFailure) {
        boolean isWritten() {
            return reason.isEmpty();
        }

        ObjectNode into(ObjectNode json) {
            final ObjectNode told = json.putObject("written")
                    .put("file", source.named().toString())
                    .put("done", isWritten());
            return isWritten() ? told : told.put("reason", reason);
        }

        String sentence() {
            return isWritten()
                    ? source.named() + " holds the winner now"
                            + source.provenance()
                                    .map(file ->
                                            "; " + file + " still tells of the prompt before: take it away, or export"
                                                    + " the run again")
                                    .orElse("")
                    : source.named() + " was left as it is: " + reason;
        }
    }

    public static WriteBack of(PromptSource source, WriteOptions options) {
        options.check();
        return new WriteBack(source, options.noWrite, options.force);
    }

    Outcome carryOut(SearchReport report, Task task) {
        final Prompt yours = Objects.requireNonNull(task.baseline(), "baseline");
        if (noWrite) {
            return left("--no-write was given");
        }
        if (report.winner().equals(yours)) {
            return left("the winner is the prompt in it");
        }
        if (report.result().confirmation().isEmpty()) {
            return left("the winner is unconfirmed");
        }
        if (!force && !report.verdict().equals(Verdict.BETTER.text())) {
            return left("the winner is not shown to be better (--force writes it all the same)");
        }
        try {
            source.replace(yours, report.winner(), task);
            return new Outcome(source, "", false);
        } catch (ExportRefused | IllegalArgumentException | UncheckedIOException e) {
            return new Outcome(
                    source,
                    e.getMessage() + ". The winner stands in " + report.folder().exportsFolder(),
                    true);
        }
    }

    private Outcome left(String reason) {
        return new Outcome(source, reason, false);
    }
}
