package io.ape4j.cli.command;

import io.ape4j.cli.option.SearchOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.session.Launch;
import io.ape4j.cli.session.Plan;
import io.ape4j.cli.session.Planner;
import io.ape4j.cli.session.Planning;
import io.ape4j.cli.session.Session;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ape search}: looks for the prompt that does a task best. */
@Command(
        name = "search",
        description = "Search for the prompt that does a task best, and confirm it on test examples.",
        footer = {
            "",
            "Examples:",
            "  ape search search-configs/quickstart.yaml",
            "  ape search tasks/support-routing --model ollama:llama3.2 --max-calls 300",
            "  ape search tasks/date-iso --dry-run"
        })
public final class SearchCommand extends BaseCommand implements Planning {
    @Parameters(paramLabel = "CONFIG|TASK", description = "A search config file, or a task folder.")
    private Path target = Path.of("");

    @Mixin
    private SearchOptions options = new SearchOptions();

    @Spec
    private CommandSpec spec;

    public SearchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Plan plan() {
        return new Planner(surroundings(), options).search(target);
    }

    @Override
    public SearchOptions options() {
        return options;
    }

    @Override
    int execute() {
        final List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        return new Session(surroundings(), options, plan())
                .search(Launch.of(arguments, surroundings().directory()));
    }
}
