package io.ape4j.cli.command;

import io.ape4j.PromptSource;
import io.ape4j.RecordedWinner;
import io.ape4j.Search;
import io.ape4j.cli.option.Candidates;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.session.Planner;
import io.ape4j.cli.terminal.Inert;
import io.ape4j.export.Exports;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Prompt;
import io.ape4j.run.RunFolder;
import io.ape4j.run.Runs;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.search.SearchListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ape export}: writes a run's winner in some format. */
@Command(
        name = "export",
        description = {
            "Write the winning prompt of a run in some format.",
            "PATH is a folder if it ends in / or is one, or if the format has several files; else it is the file.",
            "With --into only the prompt at a place of a file of yours changes: NAME is a String constant or a method",
            "with @SystemMessage or @UserMessage in Java; elsewhere comments with ape:begin NAME and ape:end NAME",
            "stand round it."
        },
        footer = {
            "",
            "Examples:",
            "  ape export quickstart --format langchain4j --output src/main/resources/com/example/prompts/",
            "  ape export runs/quickstart --format txt --output prompt.txt",
            "  ape export quickstart --into src/main/java/Prompts.java#ISO_DATE"
        })
public final class ExportCommand extends BaseCommand {
    @Mixin
    private RunOptions run = new RunOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Candidates.Formats.class,
            description = {
                "txt, md, json, langchain4j, spring-ai, dotprompt, github, promptfoo, dspy, openai or",
                "semantic-kernel."
            })
    private @Nullable String format;

    @Option(names = "--into", paramLabel = "FILE#NAME", description = "Put it into a place of a source file instead.")
    private @Nullable Path into;

    @Option(names = "--output", paramLabel = "PATH", description = "Where to; printed if it is left out.")
    private @Nullable String output;

    public ExportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        if (into != null) {
            return put(into);
        }
        final ExportFormat chosen = format();
        final RunFolder folder = run.find(surroundings());
        final Map<String, String> files = new LinkedHashMap<>(files(folder, chosen));
        final Optional<String> provenance = Optional.ofNullable(files.remove(Exports.PROVENANCE));
        if (output == null) {
            if (files.size() > 1) {
                throw new UsageException(chosen.id() + " is several files (" + String.join(", ", files.keySet())
                        + "); give --output FOLDER/");
            }
            files.values().forEach(this::print);
            tellVerdict(folder);
            return ExitCode.DONE;
        }
        final Path target = surroundings().resolve(Path.of(output));
        final boolean isFolder = files.size() > 1 || output.endsWith("/") || Files.isDirectory(target);
        if (isFolder && Files.isRegularFile(target)) {
            throw new UsageException(chosen.id() + " is several files, and " + target + " is one; give a folder");
        }
        provenance.ifPresent(text ->
                files.put(isFolder ? Exports.PROVENANCE : target.getFileName() + "." + Exports.PROVENANCE, text));
        final List<String> written = new ArrayList<>();
        files.forEach((name, text) -> {
            final boolean isBeside = !isFolder && name.endsWith(Exports.PROVENANCE);
            final Path file = isFolder ? target.resolve(name) : isBeside ? target.resolveSibling(name) : target;
            final Optional<BuildLayout> layout = name.endsWith(".java") ? BuildLayout.of(target) : Optional.empty();
            final Path place = layout.map(known -> known.folder().resolve(name)).orElse(file);
            RunFolder.writePublic(place, layout.map(known -> known.source(text)).orElse(text));
            written.add(place.toString());
        });
        terminal().data(String.join("\n", written));
        tellVerdict(folder);
        return ExitCode.DONE;
    }

    private int put(Path named) {
        if (format != null || output != null) {
            throw new UsageException("--into puts the prompt into a place that has a form already; leave --format and"
                    + " --output out, or --into");
        }
        final PromptSource place = Planner.source(surroundings(), named);
        if (!place.isPlace()) {
            throw new UsageException(
                    "--into " + named + " names no place; give FILE#NAME, such as Prompts.java#ROUTING");
        }
        final RunFolder folder = run.find(surroundings());
        final Prompt winner = RecordedWinner.prompt(folder);
        try {
            place.put(winner, folder.readTask());
        } catch (ExportRefused | IllegalArgumentException e) {
            throw new UsageException(place.named() + " was left as it is: " + e.getMessage(), e);
        }
        terminal().data(place.named().toString());
        tellVerdict(folder);
        return ExitCode.DONE;
    }

    private void tellVerdict(RunFolder folder) {
        folder.readResult()
                .ifPresent(result -> terminal()
                        .note("the winner of " + folder.name() + ", which was found: "
                                + Inert.flat(result.path("verdict").asText())));
    }

    /** What a terminal must not see is not printed in another form either: a prompt is never silently changed. */
    private void print(String text) {
        if (!Inert.lines(text).equals(text)) {
            throw new UsageException("the prompt holds characters that a terminal would act on or hide (control or"
                    + " format characters, or carriage returns); write it to a file with --output PATH");
        }
        terminal().raw(text);
    }

    private ExportFormat format() {
        if (format == null) {
            throw new UsageException("it is not said what to write: give --format with one of "
                    + String.join(", ", Exports.ids()) + ", or --into FILE#NAME");
        }
        try {
            return Exports.named(format);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The run is replayed to its winner, unless a program gave the metric; then what was exported is all there is. */
    private Map<String, String> files(RunFolder folder, ExportFormat format) {
        final String recorded = folder.readManifest().metric();
        try (Metric metric = Metrics.of(folder.readTask())) {
            if (!recorded.equals(metric.identity())) {
                return recorded(folder, recorded).files(format);
            }
            return Search.outcome(folder, Optional.of(metric), SearchListener.SILENT)
                    .files(format);
        }
    }

    private RecordedWinner recorded(RunFolder folder, String metric) {
        final RecordedWinner winner = RecordedWinner.of(folder)
                .orElseThrow(() -> new IllegalStateException("the run " + folder.name() + " was scored by the metric "
                        + metric + " of a program, and holds no export as json to make others of; "
                        + Runs.replayInJava(folder)));
        terminal()
                .note("the metric " + metric + " is one of a program: taken from the run's prompt.json, without a"
                        + " replay");
        return winner;
    }
}
