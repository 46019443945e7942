package io.ape4j.cli.command.measure;

import io.ape4j.EvaluationReport;
import io.ape4j.Search;
import io.ape4j.cli.option.PromptOption;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.session.Planner;
import io.ape4j.prompt.Prompt;
import io.ape4j.report.EvaluationText;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ape eval}: scores one prompt. */
@Command(
        name = "eval",
        description = "Score a prompt on the examples of a task.",
        footer = {
            "",
            "Examples:",
            "  ape eval tasks/date-iso --prompt tasks/date-iso/baseline.txt --model ollama:llama3.2",
            "  ape eval tasks/sentiment --prompt mine.txt --model ollama:llama3.2 --examples --json"
        })
public final class EvalCommand extends MeasuringCommand {
    @Parameters(paramLabel = "TASK", description = "A task folder.")
    private Path target = Path.of("");

    @Mixin
    private PromptOption scored = new PromptOption();

    @Option(names = "--examples", description = "Print every example's answer and score too.")
    private boolean examples;

    public EvalCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Path target() {
        return target;
    }

    @Override
    List<Prompt> prompts(Task task, Split which) {
        return List.of(read(Planner.existing(surroundings(), scored.prompt), task));
    }

    @Override
    IntSupplier measure(Search search, List<Prompt> prompts, Split which) {
        final EvaluationReport report = search.evaluate(prompts.get(0), which);
        return () -> {
            if (isJson()) {
                terminal().json(report.toJson(examples));
            } else {
                terminal().data(EvaluationText.of(report.evaluation(), report.elapsed(), examples));
            }
            return ExitCode.DONE;
        };
    }
}
