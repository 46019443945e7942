package io.ape4j.cli.command.view;

import io.ape4j.cli.live.LiveReport;
import io.ape4j.cli.option.PortOption;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ape watch}: serves the page of a run that another process works on. */
@Command(
        name = "watch",
        description = {
            "Serve the report of a run to a browser of this machine while another process works on it.",
            "The page follows by itself. Ends when the run ends; one that had ended is served until Ctrl-C."
        },
        footer = {"", "Examples:", "  ape watch quickstart", "  ape watch quickstart --port 8600"})
public final class WatchCommand extends BaseCommand {
    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private PortOption port = new PortOption();

    public WatchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        LiveReport.watch(run.find(surroundings()), port.port(), terminal());
        return ExitCode.DONE;
    }
}
