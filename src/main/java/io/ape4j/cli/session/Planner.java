package io.ape4j.cli.session;

import io.ape4j.PromptFiles;
import io.ape4j.PromptSource;
import io.ape4j.cli.option.SearchOptions;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.option.WriteOptions;
import io.ape4j.export.Exports;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.ModelSpec;
import io.ape4j.prompt.Part;
import io.ape4j.run.RunFolder;
import io.ape4j.run.RunManifest;
import io.ape4j.search.config.ModelNames;
import io.ape4j.search.config.SearchConfig;
import io.ape4j.search.config.SearchConfigReader;
import io.ape4j.search.config.SearchFile;
import io.ape4j.search.config.SearchLimits;
import io.ape4j.select.Preference;
import io.ape4j.task.Task;
import io.ape4j.task.file.PromptFile;
import io.ape4j.task.file.TaskReader;
import io.ape4j.task.text.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes a {@link Plan} of what the command line says. Reads files, asks nothing. */
public final class Planner {
    private static final Pattern TABLE = Pattern.compile("(?i)\\.(?:csv|tsv|jsonl)$");
    private static final List<String> PARTS =
            List.of(Part.INSTRUCTION, Part.OUTPUT_FORMAT, Part.DEMONSTRATIONS, Part.TRIGGER);

    private final Surroundings surroundings;
    private final SearchOptions options;

    public Planner(Surroundings surroundings, SearchOptions options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    /** A search that a config file or a task folder asks for. */
    public Plan search(Path target) {
        final Path path = existing(target);
        if (isTask(path)) {
            final Task task = TaskReader.read(path, TaskMetric::check);
            return plan(task, path, task.name(), SearchConfig.STANDARD, SearchLimits.NONE, List.of());
        }
        final SearchFile file = SearchConfigReader.read(path);
        return plan(file.readTask(TaskMetric::check), file.task(), name(path), file.config(), file.limits(), List.of());
    }

    /** A search that starts from a prompt that somebody has, and that may be put in its place. */
    public Plan optimize(Path prompt, Path target, WriteOptions write) {
        final Path path = task(surroundings, target);
        final Task task = TaskReader.read(path, TaskMetric::check);
        final PromptSource from = source(surroundings, prompt);
        final WriteBack back = WriteBack.of(from, write);
        final PromptFile read = PromptFiles.read(from.named(), task);
        final Set<String> freeze = new TreeSet<>(PARTS);
        freeze.removeAll(read.marked().isEmpty() ? Set.of(Part.INSTRUCTION) : read.marked());
        final SearchConfig config = SearchConfig.STANDARD.withParameters(
                SearchConfig.STANDARD.parameters().toBuilder().freeze(freeze).build());
        final List<String> notes = new ArrayList<>(read.notes());
        notes.add("changes only: "
                + String.join(
                        ", ",
                        PARTS.stream().filter(part -> !freeze.contains(part)).toList()));
        return plan(PromptFiles.withBaseline(task, read.prompt()), path, task.name(), config, SearchLimits.NONE, notes)
                .writingTo(back);
    }

    /** The plan of a run by what its own folder holds. */
    public static Plan recorded(RunFolder folder, SearchOptions options) {
        final RunManifest manifest = folder.readManifest();
        final SearchConfig config = SearchConfig.STANDARD
                .withStrategy(manifest.strategy())
                .withSeed(manifest.seed())
                .withParameters(manifest.parameters())
                .withModels(options.models.over(names(manifest)));
        final Integer concurrency = options.models.concurrency;
        return new Plan(
                folder.readTask(),
                folder.path(),
                folder.name(),
                config,
                manifest.limits(),
                options.limits.time(),
                concurrency == null ? OptionalInt.empty() : OptionalInt.of(concurrency),
                List.of(),
                Optional.empty());
    }

    private static ModelNames names(RunManifest manifest) {
        final String executor = name(manifest, ModelRole.EXECUTOR);
        return new ModelNames(executor, name(manifest, ModelRole.PROPOSER), name(manifest, ModelRole.JUDGE));
    }

    private static String name(RunManifest manifest, ModelRole role) {
        final ModelIdentity model = manifest.models().get(role);
        if (model == null) {
            throw new UsageException("the run's run.json names no model for the role " + role.fileName()
                    + "; it was changed since the run began");
        }
        final String name = model.label();
        try {
            return ModelSpec.parse(name).toString();
        } catch (IllegalArgumentException e) {
            throw new UsageException("the run's run.json, the role " + role.fileName() + ": " + e.getMessage(), e);
        }
    }

    private Plan plan(Task task, Path source, String name, SearchConfig base, SearchLimits limits, List<String> notes) {
        options.limits.check();
        final SearchConfig config = config(base);
        final Integer concurrency = options.models.concurrency;
        if (concurrency != null && concurrency < 1) {
            throw new UsageException("--concurrency is " + concurrency + "; give at least 1");
        }
        return new Plan(
                task,
                source,
                Optional.ofNullable(options.run).orElse(name),
                config,
                Plan.limits(limits, options.limits, Opening.isHosted(config.models())),
                options.limits.time().or(limits::time),
                concurrency == null ? limits.concurrency() : OptionalInt.of(concurrency),
                notes,
                Optional.empty());
    }

    private SearchConfig config(SearchConfig base) {
        try {
            SearchConfig config = base.withModels(options.models.over(base.models()));
            if (options.seed != null) {
                config = config.withSeed(options.seed);
            }
            if (options.strategy != null) {
                config = config.withStrategy(options.strategy);
            }
            if (options.prefer != null) {
                config = config.withParameters(config.parameters().toBuilder()
                        .goal(config.parameters().goal().withPrefer(Preference.parse(options.prefer)))
                        .build());
            }
            if (!options.freeze.isEmpty()) {
                final Set<String> freeze = new TreeSet<>(config.parameters().freeze());
                freeze.addAll(options.freeze);
                config = config.withParameters(
                        config.parameters().toBuilder().freeze(freeze).build());
            }
            if (!options.exports.isEmpty()) {
                config = config.withExports(options.exports);
            }
            config.exports().forEach(Exports::named);
            return config;
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private Path existing(Path path) {
        return existing(surroundings, path);
    }

    /** A prompt's file, or a place in one. */
    public static PromptSource source(Surroundings surroundings, Path prompt) {
        final PromptSource source = PromptSource.of(surroundings.resolve(prompt));
        existing(surroundings, source.file());
        return source;
    }

    public static Path existing(Surroundings surroundings, Path path) {
        final Path resolved = surroundings.resolve(path);
        if (!Files.exists(resolved)) {
            throw new UsageException("there is no file or folder " + resolved + "; correct the path");
        }
        return resolved;
    }

    /** Whether it is a task, not a search config. */
    private static boolean isTask(Path path) {
        if (TABLE.matcher(String.valueOf(path.getFileName())).find()) {
            throw new UsageException(
                    path + " is a table of examples, not a task; make a task of it with: ape init FOLDER" + " --from "
                            + Shown.argument(path));
        }
        return Files.isDirectory(path) || path.endsWith(TaskReader.TASK_FILE);
    }

    /** Where a task is, which is named by itself or by a search config. */
    public static Path taskOf(Surroundings surroundings, Path target) {
        final Path path = existing(surroundings, target);
        return isTask(path) ? path : SearchConfigReader.read(path).task();
    }

    /** Where a task is, which must be named by itself. */
    public static Path task(Surroundings surroundings, Path target) {
        final Path path = existing(surroundings, target);
        if (!isTask(path)) {
            throw new UsageException(path + " is no task; give a task folder, e.g. tasks/support-routing");
        }
        return path;
    }

    /** The file's name without its ending, as far as it can name a folder. */
    private static String name(Path config) {
        final String file = String.valueOf(config.getFileName()).replaceFirst("\\.ya?ml$", "");
        final String plain = file.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[._-]+", "");
        return plain.isEmpty() ? "search" : plain.substring(0, Math.min(80, plain.length()));
    }
}
