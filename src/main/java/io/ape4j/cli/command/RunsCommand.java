package io.ape4j.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.cli.option.RunOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.cli.terminal.Inert;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.run.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ape runs}: lists runs. */
@Command(
        name = "runs",
        description = "List runs and how they ended.",
        footer = {"", "Examples:", "  ape runs", "  ape runs show quickstart --candidate 3"})
public final class RunsCommand extends BaseCommand {
    private static final int MOST_CHARACTERS = 100;

    /** Not every run began with a prompt of the user's. */
    private static final String KEEP = ": keep yours";

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of all runs (${DEFAULT-VALUE}).")
    private Path runs = Path.of("runs");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    public RunsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int execute() {
        final Path folder = surroundings().resolve(runs);
        final ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        final List<RunFolder> all = RunOptions.all(folder);
        all.forEach(run -> rows.add(row(run)));
        if (json) {
            terminal().json(JsonNodeFactory.instance.objectNode().set("runs", rows));
            return ExitCode.DONE;
        }
        rows.forEach(row -> terminal().data(line(row)));
        if (all.isEmpty()) {
            terminal().note("no runs in " + folder + " yet; start one with: ape search TASK");
        }
        return ExitCode.DONE;
    }

    private static ObjectNode row(RunFolder run) {
        final ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("run", run.name());
        row.put("path", run.path().toString());
        try {
            return filled(row, run);
        } catch (RunFolder.Damaged e) { // the other runs are listed all the same
            return row.put("verdict", "damaged").put("problem", e.getMessage());
        }
    }

    private static ObjectNode filled(ObjectNode row, RunFolder run) {
        final ModelIdentity executor = run.readManifest().models().get(ModelRole.EXECUTOR);
        if (executor != null) {
            row.put("model", executor.label());
        }
        final Optional<JsonNode> result = run.readResult();
        if (result.isEmpty()) {
            return row.put("verdict", "not finished");
        }
        row.set("task", result.get().path("task"));
        row.set("verdict", result.get().path("verdict"));
        final JsonNode test = result.get().path("test");
        if (test.isObject()) {
            row.set("winner", test.path("winner"));
            row.set("baseline", test.path("baseline"));
            row.set("n", test.path("n"));
        }
        row.set("select", result.get().path("select"));
        return row;
    }

    private static String line(JsonNode row) {
        final String scores = row.has("winner")
                ? String.format(
                        Locale.ROOT,
                        "%.3f against %.3f on %d test examples",
                        row.path("winner").asDouble(),
                        row.path("baseline").asDouble(),
                        row.path("n").asInt())
                : Inert.flat(row.path("problem").asText());
        return String.format(
                        Locale.ROOT,
                        "%-24s %-20s %-28s %-28s %s",
                        cell(row.path("run").asText()),
                        cell(row.path("task").asText("-")),
                        cell(row.path("model").asText("-")),
                        cell(row.path("verdict").asText().replace(KEEP, "")),
                        scores)
                .stripTrailing();
    }

    /** A folder's name may hold line breaks, and a result that somebody sent anything. */
    private static String cell(String text) {
        return Inert.line(text, MOST_CHARACTERS);
    }
}
