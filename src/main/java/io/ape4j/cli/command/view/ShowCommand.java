package io.ape4j.cli.command.view;

import io.ape4j.RunPage;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.terminal.Warnings;
import io.ape4j.report.CandidateText;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Candidate;
import io.ape4j.task.Example;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ape runs show}: prints one candidate of a run with all its answers. */
@Command(
        name = "show",
        description =
                "Print one candidate of a run: its prompt, where it came from, and its answers to select examples.",
        footer = {"", "Examples:", "  ape runs show quickstart", "  ape runs show quickstart --candidate 3"})
public final class ShowCommand extends BaseCommand {
    @Mixin
    private RunOptions run = new RunOptions();

    @Option(names = "--candidate", paramLabel = "N", description = "Its number; the winner's if it is left out.")
    private @Nullable Integer candidate;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public ShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        final RunPage page = RunPage.read(run.find(surroundings()), new Warnings(terminal()));
        final List<Candidate> all = page.snapshot().candidates();
        final int number = candidate == null ? page.ended().outcome().winner().number() : candidate;
        if (number < 0 || number >= all.size()) {
            throw new UsageException("the run " + page.folder().name() + " has no candidate " + number
                    + (all.isEmpty() ? "" : "; their numbers are 0 to " + (all.size() - 1)));
        }
        final Map<Example, ScoredAnswer> answers = page.snapshot().scores(number);
        if (json) {
            terminal()
                    .json(CandidateText.json(
                            all.get(number), page.task().about().fields(), answers));
        } else {
            terminal()
                    .data(CandidateText.of(all.get(number), page.task().about().fields(), answers));
        }
        return ExitCode.DONE;
    }
}
