package io.ape4j.cli.command;

import io.ape4j.Search;
import io.ape4j.SearchReport;
import io.ape4j.cli.option.ResultOptions;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.session.Telling;
import io.ape4j.cli.terminal.Warnings;
import io.ape4j.run.RunFolder;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ape replay}: runs a recorded run again, from its folder alone. */
@Command(
        name = "replay",
        description = {
            "Run a recorded run again from its own folder, without any model, network or cache, and compare its exports.",
            "Exits with 0 if it ends as the run did."
        },
        footer = {"", "Example:", "  ape replay runs/quickstart"})
public final class ReplayCommand extends BaseCommand {
    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private ResultOptions results = new ResultOptions();

    public ReplayCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** A difference would have ended it. */
    private static String same(SearchReport report) {
        final int files = report.exports().size();
        return files == 0
                ? "replay    came to the run's end; there is no export to compare"
                : "replay    the same: " + (files == 1 ? "1 export is" : files + " exports are")
                        + " identical, byte for byte";
    }

    @Override
    protected int execute() {
        final RunFolder folder = run.find(surroundings());
        try (Metric metric = Metrics.of(folder.readTask())) {
            final SearchReport report = Search.replay(folder, Optional.of(metric), new Warnings(terminal()));
            new Telling(surroundings(), results).tell(report, Optional.empty());
            if (!results.json) {
                terminal().data(same(report));
            }
            return ExitCode.ofReplay(report, results.failWithoutGain);
        }
    }
}
