package io.ape4j.cli.command;

import io.ape4j.cli.option.LimitOptions;
import io.ape4j.cli.option.LiveOptions;
import io.ape4j.cli.option.ModelOptions;
import io.ape4j.cli.option.ResultOptions;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.SearchOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.Launch;
import io.ape4j.cli.session.Plan;
import io.ape4j.cli.session.Planner;
import io.ape4j.cli.session.Session;
import io.ape4j.run.Limits;
import io.ape4j.run.RunFolder;
import io.ape4j.run.Runs;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ape resume}: goes on with a run that stopped. */
@Command(
        name = "resume",
        description = {
            "Go on with a run that stopped. What its journal holds is not bought again.",
            "A run whose task, config, metric or model has changed since is refused; limits may be raised."
        },
        footer = {"", "Examples:", "  ape resume quickstart", "  ape resume runs/quickstart-2 --max-calls 400"})
public final class ResumeCommand extends BaseCommand {
    @Mixin
    private RunOptions run = new RunOptions();

    @Mixin
    private ModelOptions models = new ModelOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private ResultOptions results = new ResultOptions();

    @Mixin
    private LiveOptions live = new LiveOptions();

    public ResumeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        limits.check();
        final RunFolder folder = run.find(surroundings());
        final Optional<Launch> launch = Launch.read(folder);
        final SearchOptions options =
                launch.map(known -> starting(known).options()).orElseGet(SearchOptions::new);
        options.models = models.over(options.models);
        options.limits.minutes = limits.minutes == null ? options.limits.minutes : limits.minutes;
        options.results = results;
        options.live = live;
        final Plan plan =
                launch.map(known -> plan(known, folder, options)).orElseGet(() -> Planner.recorded(folder, options));
        return new Session(surroundings(), options, plan).resume(folder, raise(folder));
    }

    private StartingCommand starting(Launch launch) {
        return CommandTree.starting(launch.arguments(), surroundings().in(Path.of(launch.directory())));
    }

    /** Read again, so that a change is noticed; the run's own snapshot where the files are gone. */
    private Plan plan(Launch launch, RunFolder folder, SearchOptions options) {
        try {
            final StartingCommand command = starting(launch);
            final SearchOptions theirs = command.options();
            theirs.models = options.models;
            theirs.limits = options.limits;
            return command.plan();
        } catch (UsageException e) {
            terminal().note(e.getMessage() + ": the run's own snapshot is used");
            return Planner.recorded(folder, options);
        }
    }

    /** Empty if nothing was given. */
    private Optional<Limits> raise(RunFolder folder) {
        if (!limits.isAnyGiven()) {
            return Optional.empty();
        }
        final Limits before = Runs.limits(folder);
        final Limits after = limits.over(before);
        try {
            after.refuseBelow(before);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        return after.equals(before) ? Optional.empty() : Optional.of(after);
    }
}
