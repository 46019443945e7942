package io.ape4j.task.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.task.Example;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.MetricSpec.Step;
import io.ape4j.task.OutputSpec;
import io.ape4j.task.Split;
import io.ape4j.task.SplitSpec;
import io.ape4j.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskReaderTest {
    @TempDir
    private Path parent;

    @Test
    void readsEverySectionOfATaskFile() {
        final TaskFolder folder = TaskFolder.in(parent).with("task.yaml", """
                        # yaml-language-server: $schema=../../docs/schema/task.schema.json
                        name: support-routing
                        description: Route a customer's message.
                        fields: [message]
                        examples: examples.jsonl
                        output:
                          maxTokens: 16
                          stop: ["\\n"]
                          labels: [billing, shipping]
                        metric:
                          type: numeric
                          extract: [first-line, {after: "Answer:"}]
                          normalise: [lower-case, {drop-words: [the, a]}]
                          tolerance: 0.01
                          limits: {low: 1}
                        baseline: {instruction: Name the team.}
                        splits: {propose: 0.2, select: 0.3, test: 0.5, selectCap: 7, testCap: 9}
                        """);

        final Task task = folder.read();

        assertThat(task.about())
                .isEqualTo(new Task.About("support-routing", "Route a customer's message.", List.of("message")));
        assertThat(task.output()).isEqualTo(new OutputSpec(16, List.of("\n"), List.of("billing", "shipping")));
        assertThat(task.metric())
                .isEqualTo(new MetricSpec(
                        "numeric",
                        List.of(Step.of("first-line"), new Step("after", "Answer:")),
                        List.of(Step.of("lower-case"), new Step("drop-words", List.of("the", "a"))),
                        Map.of("tolerance", 0.01, "limits", Map.of("low", 1L))));
        assertThat(task.splits()).isEqualTo(new SplitSpec(0.2, 0.3, 0.5, 7, 9));
        assertThat(baseline(task).instruction()).isEqualTo("Name the team.");
    }

    @Test
    void fillsInDefaults() {
        final Task task = TaskFolder.in(parent).read();

        assertThat(task.output()).isEqualTo(OutputSpec.STANDARD);
        assertThat(task.splits()).isEqualTo(SplitSpec.STANDARD);
        assertThat(task.baseline()).isNull();
        assertThat(task.template())
                .isEqualTo(PromptTemplate.standard(
                        List.of("message"), PromptTemplate.Layout.USER, PromptTemplate.DemonstrationsAs.TEXT));
    }

    /** An editor shows the schema's defaults; they must be those of the code. */
    @Test
    void schemaNamesTheSameDefaultsAsTheCode() throws IOException {
        final JsonNode schema = new JsonMapper()
                .readTree(Objects.requireNonNull(
                        TaskReader.class.getResourceAsStream("/io/ape4j/schema/" + TaskReader.SCHEMA)));
        final StringBuilder yaml = new StringBuilder(TaskFolder.YAML);
        for (final String section : List.of("output", "template", "splits")) {
            yaml.append(section).append(":\n");
            schema.at("/properties/" + section + "/properties").properties().stream()
                    .filter(entry -> entry.getValue().has("default"))
                    .forEach(entry -> yaml.append("  ")
                            .append(entry.getKey())
                            .append(": ")
                            .append(entry.getValue().get("default"))
                            .append('\n'));
        }

        assertThat(TaskFolder.in(parent).with("task.yaml", yaml.toString()).read())
                .isEqualTo(TaskFolder.in(parent.resolve("plain")).read());
    }

    @Test
    void readsTheTaskFileItselfAsWellAsItsFolder() {
        final TaskFolder folder = TaskFolder.in(parent);

        assertThat(TaskReader.read(folder.folder().resolve("task.yaml"))).isEqualTo(folder.read());
    }

    @Test
    void saysThatATaskIsNotThere() {
        assertThat(new TaskFolder(parent.resolve("nope")).problems())
                .containsExactly(parent.resolve("nope") + ": there is no such file; check the name");
    }

    @Test
    void keepsWhatIsNoTextAsCompactJson() {
        final TaskFolder folder = TaskFolder.in(parent).with("examples.jsonl", """
                        {"message": "a", "output": {"b": [1, 1.50, null], "c": "d"}}
                        {"message": 5, "output": 1.50}
                        {"message": [1, {"x": true}], "outputs": [true, "yes", {"y": 1e3}]}
                        """);

        final List<Example> examples = folder.read().examples();

        assertThat(examples.get(0).references()).containsExactly("{\"b\":[1,1.50,null],\"c\":\"d\"}");
        assertThat(examples.get(1).fields()).containsEntry("message", "5");
        assertThat(examples.get(1).references()).containsExactly("1.50");
        assertThat(examples.get(2).fields()).containsEntry("message", "[1,{\"x\":true}]");
        assertThat(examples.get(2).references()).containsExactly("true", "yes", "{\"y\":1E+3}");
    }

    @Test
    void readsCsvWithQuotesSeveralReferencesAndSplits() {
        final TaskFolder folder = TaskFolder.in(parent)
                .with("task.yaml", TaskFolder.YAML.replace("jsonl", "csv"))
                .with("examples.csv", """
                        split,message,output,output_2
                        test,"He said ""no"", twice
                        and left",x,y
                        select,plain,x,
                        """);

        final List<Example> examples = folder.read().examples();

        assertThat(examples.get(0).fields()).containsEntry("message", "He said \"no\", twice\nand left");
        assertThat(examples.get(0).references()).containsExactly("x", "y");
        assertThat(examples.get(0).split()).isEqualTo(Split.TEST);
        assertThat(examples.get(1).references()).containsExactly("x");
        assertThat(examples.get(1).split()).isEqualTo(Split.SELECT);
    }

    @Test
    void byteOrderMarkCarriageReturnsAndDecomposedLettersMakeNoDifference() {
        final TaskFolder plain = TaskFolder.in(parent.resolve("plain"))
                .with("examples.jsonl", "{\"message\": \"caf\u00e9\", \"output\": \"x\"}\n");
        final TaskFolder windows = TaskFolder.in(parent.resolve("windows"))
                .with("task.yaml", "\uFEFF" + TaskFolder.YAML.replace("\n", "\r\n"))
                .with("examples.jsonl", "\uFEFF{\"message\": \"cafe\u0301\", \"output\": \"x\"}\r\n");

        assertThat(windows.read()).isEqualTo(plain.read());
    }

    @Test
    void baselineInAFileIsPutIntoTheTemplate() {
        final TaskFolder folder = TaskFolder.in(parent)
                .with("task.yaml", TaskFolder.YAML + "baseline: prompts/today.txt\n")
                .with("prompts/today.txt", "Name the team.\n");

        final Task task = folder.read();

        assertThat(baseline(task).answering().render(Map.of("message", "Hi"), Map.of()))
                .containsExactly(Message.user("Name the team.\n\nInput: Hi\nOutput:"));
    }

    @Test
    void ownPromptReplacesTheUserMessage() {
        final TaskFolder folder = TaskFolder.in(parent)
                .with(
                        "task.yaml",
                        TaskFolder.YAML + "template: {layout: system+user, prompt: 'Message: {{message}}'}\n"
                                + "baseline: {instruction: Name the team.}\n");

        final Task task = folder.read();

        assertThat(baseline(task).answering().render(Map.of("message", "Hi"), Map.of()))
                .containsExactly(Message.system("Name the team."), Message.user("Message: Hi"));
    }

    @Test
    void linkOutOfTheTaskFolderIsRefused() throws Exception {
        final Path outside = Files.writeString(parent.resolve("outside.jsonl"), TaskFolder.EXAMPLES);
        final TaskFolder folder =
                TaskFolder.in(parent).with("task.yaml", TaskFolder.YAML.replace("examples.jsonl", "link.jsonl"));
        Files.createSymbolicLink(folder.folder().resolve("link.jsonl"), outside);

        assertThat(folder.problems())
                .containsExactly("task.yaml:3:11: \"link.jsonl\" is refused: a link leads out of the task folder;"
                        + " name a file inside the task folder, e.g. examples.jsonl");
    }

    private static Prompt baseline(Task task) {
        return Objects.requireNonNull(task.baseline());
    }
}
