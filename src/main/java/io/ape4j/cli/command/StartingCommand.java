package io.ape4j.cli.command;

import io.ape4j.cli.option.SearchOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.Launch;
import io.ape4j.cli.session.Plan;
import io.ape4j.cli.session.Planner;
import io.ape4j.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that starts a search; resuming its run makes the same plan again. */
abstract class StartingCommand extends BaseCommand {
    @Mixin
    private SearchOptions options = new SearchOptions();

    @Spec
    private CommandSpec spec;

    StartingCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What the command's own parameters ask for. */
    abstract Plan plan(Planner planner);

    final Plan plan() {
        return plan(new Planner(surroundings(), options));
    }

    final SearchOptions options() {
        return options;
    }

    @Override
    protected final int execute() {
        final List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        return new Session(surroundings(), options, plan())
                .search(Launch.of(arguments, surroundings().directory()));
    }
}
