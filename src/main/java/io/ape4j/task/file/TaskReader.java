package io.ape4j.task.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.task.InvalidSettingsException;
import io.ape4j.task.OutputSpec;
import io.ape4j.task.ReservedNames;
import io.ape4j.task.SplitSpec;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import io.ape4j.task.text.Location;
import io.ape4j.task.text.Shown;
import io.ape4j.task.text.TextFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a task folder: {@code task.yaml}, its examples and its baseline. */
public final class TaskReader {
    /** The file of a task folder that names the others. */
    public static final String TASK_FILE = "task.yaml";

    /** The schema of the task file. */
    public static final String SCHEMA = "task.schema.json";

    private final CheckedYaml yaml;
    private final Path folder;
    private final Problems problems = new Problems();

    private TaskReader(CheckedYaml yaml, Path folder) {
        this.yaml = yaml;
        this.folder = folder;
    }

    /**
     * Reads a task.
     *
     * @param folderOrFile the task folder, or the task file in it
     * @throws InvalidFileException with everything that is wrong with the files
     */
    public static Task read(Path folderOrFile) {
        final Path file = file(folderOrFile);
        final Path parent = file.getParent();
        return new TaskReader(CheckedYaml.read(file, SCHEMA), parent == null ? Path.of("") : parent).task();
    }

    /**
     * Says where in the task's file the settings stand.
     *
     * @param folderOrFile where the task was read from; a place without a task file is named as a whole
     */
    public static InvalidFileException located(Path folderOrFile, InvalidSettingsException wrong) {
        final Path file = file(folderOrFile);
        final Problems problems = new Problems();
        if (Files.isRegularFile(file)) {
            final CheckedYaml yaml = CheckedYaml.read(file, SCHEMA);
            wrong.settings().forEach(setting -> problems.add(file, place(yaml, setting), setting.message()));
        } else {
            wrong.settings().forEach(setting -> problems.add(folderOrFile, Location.NONE, setting.message()));
        }
        return problems.asException();
    }

    private static Location place(CheckedYaml yaml, InvalidSettingsException.Setting setting) {
        final int last = setting.path().size() - 1;
        return setting.isKey()
                ? yaml.locateKey(
                        setting.path().subList(0, last),
                        setting.path().get(last).toString())
                : yaml.locate(setting.path().toArray());
    }

    private static Path file(Path folderOrFile) {
        return Files.isDirectory(folderOrFile) ? folderOrFile.resolve(TASK_FILE) : folderOrFile;
    }

    private Task task() {
        final JsonNode root = yaml.root();
        final List<String> fields = CheckedYaml.texts(root.path("fields"));
        checkNames(root.path("name").asText(), fields);
        final boolean readsExamples = problems.isEmpty();
        final SplitSpec splits = splits(root.path("splits"));
        final PromptTemplate template = new TemplateSection(yaml, fields, problems).read();
        final Optional<Prompt> baseline = baseline(root.path("baseline"), fields, template);
        final List<ExamplesReader.Written> examples = file("examples")
                .filter(path -> readsExamples)
                .map(path -> new ExamplesReader(path, fields, problems).read())
                .orElse(List.of());
        problems.throwIfAny();

        final TaskBuilder task = TaskBuilder.named(root.path("name").asText())
                .description(root.path("description").asText())
                .fields(fields)
                .output(output(root.path("output")))
                .metric(MetricSection.read(root.path("metric")))
                .splits(splits)
                .template(template);
        baseline.ifPresent(task::baseline);
        for (final ExamplesReader.Written example : examples) {
            if (example.split().isPresent()) {
                task.example(
                        example.fields(), example.references(), example.split().get());
            } else {
                task.example(example.fields(), example.references());
            }
        }
        return task.build();
    }

    private void checkNames(String name, List<String> fields) {
        if (ReservedNames.isDevice(name)) {
            problem("name is " + Shown.quoted(name) + ", a device on Windows; call the task something else", "name");
        }
        for (int i = 0; i < fields.size(); i++) {
            final int position = i;
            ReservedNames.check(fields.get(i))
                    .ifPresent(why -> problem(
                            "fields[" + position + "] is " + Shown.quoted(fields.get(position)) + ": " + why,
                            "fields",
                            position));
        }
    }

    private SplitSpec splits(JsonNode node) {
        final SplitSpec standard = SplitSpec.STANDARD;
        final double propose = node.path("propose").asDouble(standard.propose());
        final double select = node.path("select").asDouble(standard.select());
        final double test = node.path("test").asDouble(standard.test());
        if (Math.abs(propose + select + test - 1) > 1e-9) {
            problem(
                    "splits are " + propose + " + " + select + " + " + test
                            + ", which is not 1; write propose, select and test so that they add up to 1",
                    "splits");
            return standard;
        }
        return new SplitSpec(
                propose,
                select,
                test,
                node.path("selectCap").asInt(standard.selectCap()),
                node.path("testCap").asInt(standard.testCap()));
    }

    private static OutputSpec output(JsonNode node) {
        return new OutputSpec(
                node.path("maxTokens").asInt(OutputSpec.STANDARD.maxTokens()),
                CheckedYaml.texts(node.path("stop")),
                CheckedYaml.texts(node.path("labels")));
    }

    private Optional<Prompt> baseline(JsonNode node, List<String> fields, PromptTemplate template) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (node.isObject()) {
            return Optional.of(
                    Prompt.ofInstruction(template, node.path("instruction").asText()));
        }
        return file("baseline")
                .flatMap(path -> PromptFile.read(path, fields, template, problems))
                .map(PromptFile::prompt);
    }

    private Optional<Path> file(String key) {
        try {
            return Optional.of(TaskPath.resolve(folder, yaml.root().path(key).asText(), yaml.locate(key)));
        } catch (TextFault fault) {
            problems.add(yaml.file(), fault);
            return Optional.empty();
        }
    }

    private void problem(String message, Object... path) {
        problems.add(yaml.file(), yaml.locate(path), message);
    }
}
