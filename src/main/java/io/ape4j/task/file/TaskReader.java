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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a task folder: {@code task.yaml}, its examples and its baseline. */
public final class TaskReader {
    /** The file of a task folder that names the others. */
    public static final String TASK_FILE = "task.yaml";

    /** The schema of the task file. */
    public static final String SCHEMA = "task.schema.json";

    private final CheckedYaml yaml;
    private final Path folder;
    private final Problems problems;
    private final Consumer<Task> settings;

    private TaskReader(CheckedYaml yaml, Path folder, Problems problems, Consumer<Task> settings) {
        this.yaml = yaml;
        this.folder = folder;
        this.problems = problems;
        this.settings = settings;
    }

    /**
     * Reads a task.
     *
     * @param folderOrFile the task folder, or the task file in it
     * @throws InvalidFileException with everything that is wrong with the files
     */
    public static Task read(Path folderOrFile) {
        return read(folderOrFile, task -> {});
    }

    /**
     * Reads a task whose settings somebody else knows, so that what is wrong with them is told in one go with the rest.
     *
     * @param settings throws {@link InvalidSettingsException} if the task's settings are wrong. Where the files are
     *     wrong too, the task that it gets has a stand-in for its examples
     * @throws InvalidFileException with everything that is wrong with the files and the settings
     */
    public static Task read(Path folderOrFile, Consumer<Task> settings) {
        final Path file = file(folderOrFile);
        final Path parent = file.getParent();
        final Problems problems = new Problems();
        final Optional<CheckedYaml> yaml = CheckedYaml.read(file, SCHEMA, problems);
        if (yaml.isEmpty()) {
            throw problems.asException();
        }
        return new TaskReader(yaml.get(), parent == null ? Path.of("") : parent, problems, settings).task();
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
            add(wrong, yaml, problems);
        } else {
            wrong.settings().forEach(setting -> problems.add(folderOrFile, Location.NONE, setting.message()));
        }
        return problems.asException();
    }

    private static void add(InvalidSettingsException wrong, CheckedYaml yaml, Problems problems) {
        wrong.settings().forEach(setting -> problems.add(yaml.file(), place(yaml, setting), setting.message()));
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
        if (!problems.isEmpty()) {
            lookFurther(fields);
            throw problems.asException();
        }
        checkNames(root.path("name").asText(), fields);
        final boolean readsExamples = problems.isEmpty();
        final SplitSpec splits = splits(root.path("splits"));
        final PromptTemplate template = new TemplateSection(yaml, fields, problems).read();
        final Optional<Prompt> baseline = baseline(root.path("baseline"), fields, template);
        final List<ExamplesReader.Written> examples = file("examples")
                .filter(path -> readsExamples)
                .map(path -> new ExamplesReader(path, fields, problems).read())
                .orElse(List.of());
        if (!problems.isEmpty()) {
            checkSettings(fields);
            throw problems.asException();
        }

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
        final Task built = task.build();
        try {
            settings.accept(built);
        } catch (InvalidSettingsException wrong) {
            add(wrong, yaml, problems);
            throw problems.asException();
        }
        return built;
    }

    /** The file does not hold to its schema; what can be told of the rest is. */
    private void lookFurther(List<String> fields) {
        final JsonNode root = yaml.root();
        final JsonNode examples = root.path("examples");
        final boolean hasFields = !fields.isEmpty()
                && fields.stream().allMatch(field -> ReservedNames.check(field).isEmpty());
        if (hasFields && examples.isTextual() && !examples.asText().isBlank()) {
            file("examples").ifPresent(path -> new ExamplesReader(path, fields, problems).read());
        }
        checkSettings(hasFields ? fields : List.of("input"));
    }

    private void checkSettings(List<String> fields) {
        final JsonNode metric = yaml.root().path("metric");
        if (!MetricSection.isReadable(metric)) {
            return;
        }
        final Map<String, String> standIn = new LinkedHashMap<>();
        fields.forEach(field -> standIn.put(field, ""));
        try {
            settings.accept(TaskBuilder.named("task")
                    .fields(fields)
                    .metric(MetricSection.read(metric))
                    .example(standIn, List.of("stand-in"))
                    .build());
        } catch (InvalidSettingsException wrong) {
            add(wrong, yaml, problems);
        } catch (IllegalArgumentException doesNotFitTheStandIn) {
            // The files have errors to be told first; this may be another, or none.
        }
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
