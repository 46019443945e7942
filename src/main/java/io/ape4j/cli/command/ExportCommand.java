package io.ape4j.cli.command;

import io.ape4j.RecordedWinner;
import io.ape4j.Search;
import io.ape4j.cli.option.Candidates;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.terminal.Inert;
import io.ape4j.export.Exports;
import io.ape4j.export.format.ExportFormat;
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
            "PATH is a folder if it ends in / or is one, or if the format has several files; else it is the file."
        },
        footer = {
            "",
            "Examples:",
            "  ape export quickstart --format langchain4j --output src/main/resources/prompts/",
            "  ape export runs/quickstart --format txt --output prompt.txt"
        })
public final class ExportCommand extends BaseCommand {
    @Mixin
    private RunOptions run = new RunOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Candidates.Formats.class,
            required = true,
            description = {
                "txt, md, json, langchain4j, spring-ai, dotprompt, github, promptfoo, dspy, openai or",
                "semantic-kernel."
            })
    private String format = "";

    @Option(names = "--output", paramLabel = "PATH", description = "Where to; printed if it is left out.")
    private @Nullable String output;

    public ExportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        final ExportFormat chosen = format();
        final RunFolder folder = run.find(surroundings());
        final Map<String, String> files = new LinkedHashMap<>(files(folder, chosen));
        final Optional<String> provenance = Optional.ofNullable(files.remove(Exports.PROVENANCE));
        if (output == null) {
            files.values().forEach(this::print);
            return ExitCode.DONE;
        }
        final Path target = surroundings().resolve(Path.of(output));
        final boolean isFolder = files.size() > 1 || output.endsWith("/") || Files.isDirectory(target);
        provenance.ifPresent(text ->
                files.put(isFolder ? Exports.PROVENANCE : target.getFileName() + "." + Exports.PROVENANCE, text));
        final List<String> written = new ArrayList<>();
        files.forEach((name, text) -> {
            final boolean isBeside = !isFolder && name.endsWith(Exports.PROVENANCE);
            final Path file = isFolder ? target.resolve(name) : isBeside ? target.resolveSibling(name) : target;
            RunFolder.writePublic(file, text);
            written.add(file.toString());
        });
        terminal().data(String.join("\n", written));
        return ExitCode.DONE;
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
            return Search.replay(folder, Optional.of(metric), SearchListener.SILENT)
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
