package io.ape4j.cli.command.view;

import io.ape4j.RunPage;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.report.page.Detail;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ape report}: writes the page of a run. */
@Command(
        name = "report",
        description = {
            "Write the report of a run as one HTML file that needs no network, from the run's own folder.",
            "Every search writes it at its end; the same run gives the same file."
        },
        footer = {"", "Examples:", "  ape report quickstart --open", "  ape report quickstart --no-examples"})
public final class ReportCommand extends BaseCommand {
    @Mixin
    private RunOptions run = new RunOptions();

    @Option(names = "--open", description = "Open it in the browser.")
    private boolean open;

    @Option(
            names = "--no-examples",
            description =
                    "Leave examples, answers and demonstrations out, for handing it on" + " (report-no-examples.html).")
    private boolean noExamples;

    public ReportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        final Path page = RunPage.read(run.find(surroundings()), new Warnings(terminal()))
                .write(noExamples ? Detail.NO_EXAMPLES : Detail.EXAMPLES);
        terminal().data(page.toString());
        if (open) {
            Browser.open(page.toUri(), terminal());
        }
        return ExitCode.DONE;
    }
}
