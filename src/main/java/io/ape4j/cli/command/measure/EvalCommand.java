package io.ape4j.cli.command.measure;

import io.ape4j.EvaluationReport;
import io.ape4j.Search;
import io.ape4j.cli.option.PromptOption;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
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
            "  ape eval tasks/sentiment --prompt mine.txt --model ollama:llama3.2 --examples --json",
            "  ape eval tasks/sentiment --prompt mine.txt --model ollama:llama3.2 --at-least 0.8"
        })
public final class EvalCommand extends MeasuringCommand {
    @Parameters(paramLabel = "TASK", description = "A task folder.")
    private Path target = Path.of("");

    @Mixin
    private PromptOption scored = new PromptOption();

    @Option(names = "--examples", description = "Print every example's answer and score too.")
    private boolean examples;

    @Option(
            names = "--at-least",
            paramLabel = "SCORE",
            description = "Exit with 4 if the mean score is lower, from 0 to 1.")
    private double atLeast;

    public EvalCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Path target() {
        return target;
    }

    @Override
    List<Prompt> prompts(Task task, Split which) {
        if (!(atLeast >= 0 && atLeast <= 1)) {
            throw new UsageException("--at-least is " + atLeast + "; write a score from 0 to 1, e.g. 0.8");
        }
        return List.of(read(Planner.source(surroundings(), scored.prompt).named(), task));
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
            if (report.isAtLeast(atLeast)) {
                return ExitCode.DONE;
            }
            terminal().note("the score is below --at-least " + atLeast);
            return ExitCode.NO_GAIN;
        };
    }
}
