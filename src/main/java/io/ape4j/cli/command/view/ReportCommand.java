package io.ape4j.cli.command.view;

import io.ape4j.RunPage;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.terminal.Warnings;
import io.ape4j.report.page.Detail;
import io.ape4j.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ape report}: writes the page of a run, or of two side by side. */
@Command(
        name = "report",
        description = {
            "Write the report of a run as one HTML file that needs no network, from the run's own folder.",
            "Every search writes it at its end; the same run gives the same file.",
            "With a second run, write how its winner compares with the first's into the second's folder; no call is made."
        },
        footer = {
            "",
            "Examples:",
            "  ape report quickstart --open",
            "  ape report quickstart --no-examples",
            "  ape report quickstart second"
        })
public final class ReportCommand extends BaseCommand {
    @Mixin
    private RunOptions run = new RunOptions();

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN2", description = "A run that may be better.")
    private @Nullable String second;

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
        final Path page = page(noExamples ? Detail.NO_EXAMPLES : Detail.EXAMPLES);
        terminal().data(page.toString());
        if (open) {
            Browser.open(page.toUri(), terminal());
        }
        return ExitCode.DONE;
    }

    private Path page(Detail detail) {
        final RunFolder folder = run.find(surroundings());
        if (second == null) {
            return read(folder).write(detail);
        }
        final RunFolder other = run.named(second, surroundings());
        if (isSame(folder.path(), other.path())) {
            throw new UsageException("both are the run " + folder.name() + "; name two runs that ape runs lists");
        }
        return read(folder).writeAgainst(read(other), detail);
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            throw new UncheckedIOException("can't look at " + other + ": " + e.getMessage(), e);
        }
    }

    private RunPage read(RunFolder folder) {
        return RunPage.read(folder, new Warnings(terminal()));
    }
}
