package io.ape4j.cli.command;

import io.ape4j.cli.option.PromptOption;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.WriteOptions;
import io.ape4j.cli.session.Plan;
import io.ape4j.cli.session.Planner;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ape optimize}: searches from a prompt that somebody has. */
@Command(
        name = "optimize",
        description = {
            "Make a prompt that you have better: it is the baseline and the first candidate.",
            "Only its instruction is changed, or the parts that the file marks (docs/cli.md).",
            "A winner that is better is written into the file; nothing else in it changes."
        },
        footer = {
            "",
            "Examples:",
            "  ape optimize --prompt tasks/date-iso/baseline.txt tasks/date-iso --model ollama:llama3.2",
            "  ape optimize --prompt mine.txt tasks/sentiment --model ollama:llama3.2 --no-write"
        })
public final class OptimizeCommand extends StartingCommand {
    @Parameters(paramLabel = "TASK", description = "A task folder.")
    private Path target = Path.of("");

    @Mixin
    private PromptOption from = new PromptOption();

    @Mixin
    private WriteOptions write = new WriteOptions();

    public OptimizeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Plan plan(Planner planner) {
        return planner.optimize(from.prompt, target, write);
    }
}
