package io.ape4j.cli.command;

import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.session.Plan;
import io.ape4j.cli.session.Planner;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
public final class SearchCommand extends StartingCommand {
    @Parameters(paramLabel = "CONFIG|TASK", description = "A search config file, or a task folder.")
    private Path target = Path.of("");

    public SearchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Plan plan(Planner planner) {
        return planner.search(target);
    }
}
