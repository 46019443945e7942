package io.ape4j.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that search. */
public final class SearchOptions {
    @Mixin
    public ModelOptions models = new ModelOptions();

    @Mixin
    public LimitOptions limits = new LimitOptions();

    @Mixin
    public ResultOptions results = new ResultOptions();

    @Mixin
    public LiveOptions live = new LiveOptions();

    @Option(names = "--run", paramLabel = "NAME", description = "Name of the run; the next free one if it is taken.")
    public @Nullable String run;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of all runs (${DEFAULT-VALUE}).")
    public Path runs = Path.of("runs");

    @Option(names = "--seed", paramLabel = "N", description = "Other seeds are other searches.")
    public @Nullable Long seed;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            completionCandidates = Candidates.Strategies.class,
            description = "How to search: evolution, ape, trajectory, reflective or policy-gradient.")
    public @Nullable String strategy;

    @Option(
            names = "--prefer",
            paramLabel = "WHICH",
            arity = "1",
            parameterConsumer = PreferenceParameter.class,
            description = "Who wins: best, or shortest-within N%%, the shortest prompt at most N points worse.")
    public @Nullable String prefer;

    @Option(
            names = "--freeze",
            paramLabel = "PART",
            completionCandidates = Candidates.Parts.class,
            split = ",",
            description = "Leave a part as it is: instruction, outputFormat, demonstrations or trigger. Repeatable.")
    public List<String> freeze = new ArrayList<>();

    @Option(
            names = "--export",
            paramLabel = "FORMAT",
            completionCandidates = Candidates.Formats.class,
            split = ",",
            description = "Formats of the winner, as ape export has them; txt, md and json unless given. Repeatable.")
    public List<String> exports = new ArrayList<>();

    @Option(
            names = "--allow",
            paramLabel = "FINDING",
            split = ",",
            description = "Search in spite of an error that lint finds, by its name, e.g. leak. Repeatable.")
    public List<String> allow = new ArrayList<>();

    @Option(names = "--dry-run", description = "Check everything and print the estimate; make no call.")
    public boolean dryRun;
}
