package io.ape4j.cli.command.measure;

import io.ape4j.ComparisonReport;
import io.ape4j.PromptFiles;
import io.ape4j.PromptSource;
import io.ape4j.RecordedWinner;
import io.ape4j.Search;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.prompt.Prompt;
import io.ape4j.report.ComparisonText;
import io.ape4j.run.RunFolder;
import io.ape4j.stats.Verdict;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ape compare}: tests whether one prompt is better than another. */
@Command(
        name = "compare",
        description = {
            "Test whether prompt B is better than prompt A, on the same examples of a task.",
            "A and B are files that \"ape eval --prompt\" reads, or runs, whose winners are meant."
        },
        footer = {
            "",
            "Examples:",
            "  ape compare old.txt mine.txt --task tasks/sentiment --model ollama:llama3.2",
            "  ape compare old.txt quickstart --task tasks/date-iso --split test --model ollama:llama3.2"
        })
public final class CompareCommand extends MeasuringCommand {
    @Parameters(index = "0", paramLabel = "A", description = "What there is: a file, or a run's folder or name.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", description = "What may be better: likewise.")
    private String second = "";

    @Option(names = "--task", paramLabel = "TASK", required = true, description = "A task folder.")
    private Path target = Path.of("");

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of all runs (${DEFAULT-VALUE}).")
    private Path runs = Path.of("runs");

    @Option(names = "--examples", description = "Print every example on which they differ, not just a few.")
    private boolean examples;

    @Option(names = "--fail-if-worse", description = "Exit with 4 if B is significantly worse than A.")
    private boolean failIfWorse;

    @Option(names = "--fail-without-gain", description = "Exit with 4 unless B is significantly better than A.")
    private boolean failWithoutGain;

    public CompareCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Path target() {
        return target;
    }

    @Override
    List<Prompt> prompts(Task task, Split which) {
        return List.of(prompt(first, task, which), prompt(second, task, which));
    }

    private Prompt prompt(String name, Task task, Split which) {
        final Optional<RunFolder> run = run(name);
        if (run.isEmpty()) {
            return read(surroundings().resolve(Path.of(name)), task);
        }
        final Prompt winner = RecordedWinner.prompt(run.get());
        try {
            PromptFiles.requireFit(winner, task);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "the winner of the run " + name + " does not fit the task " + task.name() + ": " + e.getMessage(),
                    e);
        }
        if (which == Split.SELECT) {
            note("note: the run " + name + " chose its winner by examples of select, which flatter it; for a verdict"
                    + " compare on --split test");
        }
        return winner;
    }

    /** Empty if it is a file. */
    private Optional<RunFolder> run(String name) {
        try {
            if (Files.isRegularFile(
                    PromptSource.of(surroundings().resolve(Path.of(name))).file())) {
                return Optional.empty();
            }
        } catch (InvalidPathException e) {
            throw new UsageException("\"" + name + "\" can't be the name of a file or a run", e);
        }
        final Optional<RunFolder> run = RunOptions.find(name, runs, surroundings());
        if (run.isEmpty()) {
            throw new UsageException("there is no prompt file " + surroundings().resolve(Path.of(name))
                    + ", and no run of this name in " + surroundings().resolve(runs)
                    + "; name a file, or a run that ape runs lists");
        }
        return run;
    }

    @Override
    IntSupplier measure(Search search, List<Prompt> prompts, Split which) {
        final ComparisonReport report = search.compare(prompts.get(0), prompts.get(1), which);
        return () -> {
            if (isJson()) {
                terminal().json(report.toJson(examples));
            } else {
                terminal().data(ComparisonText.of(report.comparison(), first, second, report.elapsed(), examples));
            }
            final Verdict verdict = report.comparison().result().verdict();
            final boolean fails =
                    (failIfWorse && verdict == Verdict.WORSE) || (failWithoutGain && verdict != Verdict.BETTER);
            return fails ? ExitCode.NO_GAIN : ExitCode.DONE;
        };
    }
}
