package io.ape4j.bench.realtasks;

import io.ape4j.PromptFiles;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.TaskMetric;
import io.ape4j.prompt.Prompt;
import io.ape4j.task.Split;
import io.ape4j.task.SplitSpec;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the tasks of a folder, by name of their folders. */
final class TaskFolders {
    private static final String HUMAN_FILE = "human.txt";

    private TaskFolders() {}

    /**
     * A task to measure.
     *
     * @param source its folder
     * @param prompts to evaluate without a search, by the way they are got; the baseline first, if there is one
     */
    record Measured(Task task, Path source, Map<Way, Prompt> prompts) {}

    /**
     * Reads them all before anything is asked.
     *
     * @throws UsageException if there is none, one is unknown, or one has no test examples
     * @throws io.ape4j.task.file.InvalidFileException if a file is wrong
     */
    static List<Measured> read(Path parent, List<String> only, Optional<Integer> selectCap, Optional<Integer> testCap) {
        final Map<String, Path> folders = folders(parent);
        only.stream().filter(name -> !folders.containsKey(name)).findFirst().ifPresent(name -> {
            throw new UsageException("there is no task " + Shown.quoted(name) + " in " + parent + "; "
                    + Nearest.advice(name, folders.keySet()));
        });
        if (folders.isEmpty()) {
            throw new UsageException("no folder in " + parent + " has a " + TaskReader.TASK_FILE
                    + "; name a folder of task folders with --tasks");
        }
        final List<Measured> tasks = new ArrayList<>();
        for (final String name : only.isEmpty() ? folders.keySet() : only) {
            final Path folder = folders.getOrDefault(name, parent);
            final Task read = TaskReader.read(folder, TaskMetric::check);
            final SplitSpec splits = read.splits();
            final Task task = read.withSplits(new SplitSpec(
                    splits.propose(),
                    splits.select(),
                    splits.test(),
                    selectCap.orElse(splits.selectCap()),
                    testCap.orElse(splits.testCap())));
            if (task.examples(Split.TEST).isEmpty()) {
                throw new UsageException(
                        "the task " + folder + " has no test examples, so that nothing can be measured");
            }
            tasks.add(new Measured(task, folder, prompts(task, folder)));
        }
        return tasks;
    }

    private static Map<String, Path> folders(Path parent) {
        final Map<String, Path> folders = new LinkedHashMap<>();
        if (Files.isDirectory(parent)) {
            try (Stream<Path> children = Files.list(parent)) {
                children.filter(child -> Files.isRegularFile(child.resolve(TaskReader.TASK_FILE)))
                        .sorted()
                        .forEach(child -> folders.put(child.getFileName().toString(), child));
            } catch (IOException e) {
                throw new UncheckedIOException("can't list " + parent + ": " + e.getMessage(), e);
            }
        }
        return folders;
    }

    private static Map<Way, Prompt> prompts(Task task, Path folder) {
        final Map<Way, Prompt> prompts = new LinkedHashMap<>();
        final Prompt baseline = task.baseline();
        if (baseline != null) {
            prompts.put(Way.without(Way.BASELINE), baseline);
        }
        prompts.put(Way.without(Way.NONE), Prompt.ofInstruction(task.template(), ""));
        final Path human = folder.resolve(HUMAN_FILE);
        if (Files.exists(human)) {
            prompts.put(Way.without(Way.HUMAN), PromptFiles.read(human, task).prompt());
        }
        return prompts;
    }
}
