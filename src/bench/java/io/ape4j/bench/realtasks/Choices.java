package io.ape4j.bench.realtasks;

import io.ape4j.bench.realtasks.Way.Parts;
import io.ape4j.bench.realtasks.Way.Settings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.model.ModelSpec;
import io.ape4j.search.config.SearchConfigReader;
import io.ape4j.search.strategy.Strategies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of the benchmark; what is not given depends on {@code --quick}. */
@Command(
        name = "src/bench/run real-tasks [--quick]",
        sortOptions = false,
        usageHelpWidth = 120,
        footer = {
            "",
            "A task folder may hold human.txt, a prompt that is measured and that no search sees.",
            "A server is named as in ape search, e.g. --model openai:NAME with OPENAI_BASE_URL=http://127.0.0.1:8080/v1."
        })
final class Choices {
    private static final String EXECUTOR = "embedded:qwen2.5-coder-1.5b";
    private static final String QUICK_EXECUTOR = "embedded:smollm2-135m";
    private static final Path OWN_TASKS = Path.of("tasks");
    private static final List<String> QUICK_TASKS = List.of("sentiment", "sql-intent");
    private static final long CALLS = 200;
    private static final long QUICK_CALLS = 16;
    private static final int QUICK_EXAMPLES = 6;

    @Option(names = "--tasks", paramLabel = "FOLDER", description = "Holds the task folders (the project's own).")
    private @Nullable Path tasks;

    @Option(names = "--only", split = ",", paramLabel = "TASK", description = "These of them (all; quick: two).")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Answers, any that ape search takes (" + EXECUTOR + ").")
    private @Nullable ModelSpec model;

    @Option(names = "--proposer", paramLabel = "MODEL", description = "Writes candidate prompts (as --model).")
    private @Nullable ModelSpec proposer;

    @Option(names = "--strategies", split = ",", paramLabel = "NAME", description = "To search by (evolution).")
    private List<String> strategies = new ArrayList<>();

    @Option(names = "--seeds", split = ",", paramLabel = "SEED", description = "One search each (1).")
    private List<Long> seeds = new ArrayList<>();

    @Option(
            names = "--calls",
            split = ",",
            paramLabel = "N",
            description = "Most search calls, confirmation apart; one search each (" + CALLS + ").")
    private List<Long> calls = new ArrayList<>();

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PARTS",
            description = "What a search may change: instruction or all; one search each (all).")
    private List<Parts> parts = new ArrayList<>();

    @Option(
            names = "--settings",
            split = ",",
            paramLabel = "FILE",
            description = "Search with what the section search of these search files says, too; the table names them as"
                    + " the files are. One search each, after that with the defaults.")
    private List<Path> settings = new ArrayList<>();

    @Option(
            names = "--select-cap",
            paramLabel = "N",
            description = "Most select examples of a task (as the task says).")
    private @Nullable Integer selectCap;

    @Option(names = "--test-cap", paramLabel = "N", description = "Most test examples of a task (as the task says).")
    private @Nullable Integer testCap;

    @Option(names = "--concurrency", paramLabel = "N", description = "Most calls at once; changes no score.")
    private @Nullable Integer concurrency;

    @Option(
            names = "--json-lines",
            paramLabel = "FILE",
            description = "Add each row as it comes, and measure none that is there: a killed measurement goes on.")
    private @Nullable Path jsonLines;

    @Option(
            names = "--cache",
            paramLabel = "FOLDER",
            description = "Share answers between rows and measurements there. Scores stay; seconds say little then."
                    + " Otherwise each row has a cache of its own.")
    private @Nullable Path cache;

    @Option(names = "--runs", paramLabel = "FOLDER", description = "Keep the run folders there.")
    private @Nullable Path runs;

    @Option(names = "--yes", description = "Ask models that cost money.")
    private boolean yes;

    /**
     * Reads them.
     *
     * @throws UsageException if they can't be
     */
    static Choices parse(List<String> words) {
        final Choices choices = new Choices();
        try {
            line(choices).parseArgs(words.toArray(String[]::new));
            choices.strategies.forEach(Strategies::named);
        } catch (ParameterException | IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + "; --help lists the options", e);
        }
        choices.calls.forEach(number -> atLeastOne("--calls", number));
        atLeastOne("--select-cap", choices.selectCap);
        atLeastOne("--test-cap", choices.testCap);
        atLeastOne("--concurrency", choices.concurrency);
        return choices;
    }

    static String help() {
        return line(new Choices()).getUsageMessage();
    }

    private static CommandLine line(Choices choices) {
        return new CommandLine(choices)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(ModelSpec.class, Choices::spec);
    }

    private static ModelSpec spec(String text) {
        try {
            return ModelSpec.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static void atLeastOne(String option, @Nullable Number value) {
        if (value != null && value.longValue() < 1) {
            throw new UsageException(option + " is " + value + "; give at least 1");
        }
    }

    /** Where the command was given; the process runs in the project's folder. */
    private static Path resolved(Path given) {
        return from().resolve(given);
    }

    static Path from() {
        return Path.of(System.getProperty("bench.from", ""));
    }

    Path tasks() {
        return tasks == null ? OWN_TASKS : resolved(tasks);
    }

    /** Names of tasks; empty for all. */
    List<String> only(boolean quick) {
        return quick && only.isEmpty() && tasks == null ? QUICK_TASKS : List.copyOf(only);
    }

    ModelSpec model(boolean quick) {
        return model == null ? ModelSpec.parse(quick ? QUICK_EXECUTOR : EXECUTOR) : model;
    }

    ModelSpec proposer(boolean quick) {
        return proposer == null ? model(quick) : proposer;
    }

    /** Every search of a task and seed, in the order of the table. */
    List<Way> searches(boolean quick) {
        final List<Way> ways = new ArrayList<>();
        for (final long most : or(calls, quick ? QUICK_CALLS : CALLS)) {
            for (final Parts free : or(parts, Parts.ALL)) {
                for (final Settings set : settings()) {
                    or(strategies, "evolution").forEach(strategy -> ways.add(new Way(strategy, most, free, set)));
                }
            }
        }
        return ways;
    }

    private List<Settings> settings() {
        final List<Settings> all = new ArrayList<>(List.of(Settings.STANDARD));
        for (final Path file : settings) {
            final String name = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
            all.add(new Settings(
                    name, SearchConfigReader.read(resolved(file)).config().parameters()));
        }
        return all;
    }

    List<Long> seeds() {
        return or(seeds, 1L);
    }

    Optional<Integer> selectCap(boolean quick) {
        return Optional.ofNullable(selectCap).or(() -> quick ? Optional.of(QUICK_EXAMPLES) : Optional.empty());
    }

    Optional<Integer> testCap(boolean quick) {
        return Optional.ofNullable(testCap).or(() -> quick ? Optional.of(QUICK_EXAMPLES) : Optional.empty());
    }

    Optional<Integer> concurrency() {
        return Optional.ofNullable(concurrency);
    }

    Optional<Path> jsonLines() {
        return Optional.ofNullable(jsonLines).map(Choices::resolved);
    }

    Optional<Path> cache() {
        return Optional.ofNullable(cache).map(Choices::resolved);
    }

    Optional<Path> runs() {
        return Optional.ofNullable(runs).map(Choices::resolved);
    }

    boolean mayCost() {
        return yes;
    }

    private static <T> List<T> or(List<T> given, T standard) {
        return given.isEmpty() ? List.of(standard) : given.stream().distinct().toList();
    }
}
