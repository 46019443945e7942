package io.ape4j.cli.command.measure;

import io.ape4j.Search;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.session.Planner;
import io.ape4j.cli.session.TaskMetric;
import io.ape4j.report.PowerReport;
import io.ape4j.run.RunFolder;
import io.ape4j.run.RunResult;
import io.ape4j.score.Metric;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.search.Confirmation;
import io.ape4j.search.SearchListener;
import io.ape4j.stats.Power;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ape power}: tells before a search which gain it could show. */
@Command(
        name = "power",
        description = {
            "Tell which gain the test examples of a task could show, and how many a gain would need.",
            "Asks no model. What it assumes is printed, and can be changed or taken from an earlier run."
        },
        footer = {
            "",
            "Examples:",
            "  ape power tasks/support-routing",
            "  ape power tasks/support-routing --baseline 0.8 --worse 0.02 --gain 3,8",
            "  ape power tasks/date-iso --run quickstart"
        })
public final class PowerCommand extends BaseCommand {
    private static final double POINTS = 100;

    @Parameters(paramLabel = "TASK|CONFIG", description = "A task folder, or a search config file.")
    private Path target = Path.of("");

    @Option(
            names = "--baseline",
            paramLabel = "SCORE",
            description = "What the baseline scores, between 0 and 1 (0.5 unless a run tells).")
    private @Nullable Double baseline;

    @Option(
            names = "--worse",
            paramLabel = "SHARE",
            description = "Of all examples, the share that a better prompt still makes worse; for scores of 0 and 1"
                    + " (0.05 unless a run tells).")
    private @Nullable Double worse;

    @Option(
            names = "--deviation",
            paramLabel = "SD",
            description = "Standard deviation of the paired differences; for other scores (0.3 unless a run tells).")
    private @Nullable Double deviation;

    @Option(
            names = "--gain",
            paramLabel = "POINTS",
            split = ",",
            description = "Gains to tell of, in points: 10 is from 0.50 to 0.60. Repeatable (5, 10, 15).")
    private List<Double> gains = new ArrayList<>();

    @Option(names = "--examples", paramLabel = "N", description = "As if the task had so many test examples.")
    private @Nullable Integer examples;

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "Takes what is assumed from a confirmed run: a folder, or a name under --runs.")
    private @Nullable String run;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of all runs (${DEFAULT-VALUE}).")
    private Path runs = Path.of("runs");

    @Option(names = "--json", description = "Print one JSON object (docs/cli.md).")
    private boolean json;

    /** Assumptions, and where they come from. */
    private record Assumed(Power power, String source) {}

    public PowerCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        final Path source = Planner.taskOf(surroundings(), target);
        final Task task = TaskReader.read(source, TaskMetric::check);
        final Assumed assumed = assumed(task.name(), isBinary(task, source));
        final PowerReport report =
                new PowerReport(task.name(), examples(task), assumed.power(), assumed.source(), shares());
        if (json) {
            terminal().json(report.json());
        } else {
            terminal().data(report.text());
        }
        return ExitCode.DONE;
    }

    private static boolean isBinary(Task task, Path source) {
        try (Metric metric = TaskMetric.of(task, source)) {
            return metric.isBinary();
        }
    }

    private int examples(Task task) {
        if (examples == null) {
            return task.examples(Split.TEST).size();
        }
        if (examples < 0) {
            throw new UsageException("--examples is " + examples + "; give at least 0");
        }
        return examples;
    }

    private List<Double> shares() {
        for (final double gain : gains) {
            if (!(gain >= 1 && gain <= POINTS)) {
                throw new UsageException(
                        "--gain is " + gain + "; give points between 1 and 100: 10 is from 0.50 to" + " 0.60");
            }
        }
        final Stream<Double> points = gains.isEmpty() ? Stream.of(5.0, 10.0, 15.0) : gains.stream();
        return points.map(gain -> gain / POINTS).toList();
    }

    private Assumed assumed(String task, boolean binary) {
        if (binary && deviation != null) {
            throw new UsageException("--deviation is for scores other than 0 and 1; this metric gives no others,"
                    + " so that --worse is what counts");
        }
        if (!binary && worse != null) {
            throw new UsageException("--worse is for scores of 0 and 1; this metric gives others, so that --deviation"
                    + " is what counts");
        }
        try {
            final Assumed standard = run == null
                    ? new Assumed(
                            Power.standard(binary),
                            "change it with --baseline and " + (binary ? "--worse" : "--deviation")
                                    + ", or take it from a run with --run")
                    : recorded(run, task, binary);
            return isChanged() ? new Assumed(changed(standard.power()), "as given") : standard;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private boolean isChanged() {
        return baseline != null || worse != null || deviation != null;
    }

    private Power changed(Power power) {
        final double score = baseline == null ? power.baseline() : baseline;
        if (power instanceof Power.Graded graded) {
            return new Power.Graded(score, deviation == null ? graded.deviation() : deviation);
        }
        return worse == null ? power.withBaseline(score) : new Power.Binary(score, worse);
    }

    private Assumed recorded(String name, String task, boolean binary) {
        final RunFolder folder = RunOptions.find(name, runs, surroundings())
                .orElseThrow(() -> new UsageException("there is no run " + name + "; list runs with: ape runs"));
        final RunResult result =
                Search.outcome(folder, Optional.empty(), SearchListener.SILENT).result();
        if (!result.task().name().equals(task)) {
            throw new UsageException("the run " + name + " is of the task "
                    + result.task().name() + ", and tells nothing of " + task + "; list runs with: ape runs");
        }
        final Confirmation.Result confirmed = result.confirmation()
                .orElseThrow(() -> new UsageException("the run " + name + " is not confirmed: " + result.unconfirmed()
                        + "; name one that is, or give --baseline and " + (binary ? "--worse" : "--deviation")));
        return new Assumed(
                Power.observed(values(confirmed.winner()), values(confirmed.baseline()), binary),
                "as in the run " + name + ", on " + confirmed.winner().size() + " test examples");
    }

    private static double[] values(List<ScoredAnswer> answers) {
        return answers.stream().mapToDouble(ScoredAnswer::value).toArray();
    }
}
