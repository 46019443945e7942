package io.ape4j.task.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.task.Example;
import io.ape4j.task.MetricSpec.Step;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.file.InvalidFileException;
import io.ape4j.task.file.TaskReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskInitTest {
    @TempDir
    private Path parent;

    @Test
    void starterIsAWholeTask() throws IOException {
        final Path file = TaskInit.create(parent.resolve("My Task!"));

        final Task task = TaskReader.read(file);

        assertThat(Files.readString(file)).isEqualTo(golden("starter.yaml"));
        assertThat(task.name()).isEqualTo("my-task");
        assertThat(task.examples()).hasSize(24);
        assertThat(task.examples()).allMatch(example -> task.output().labels().contains(example.reference()));
    }

    @Test
    void schemaIsPutBesideTheTaskUnlessAFolderAboveHasIt() throws IOException {
        final Path alone = TaskInit.create(parent.resolve("alone"));
        Files.createDirectories(parent.resolve("project/docs/schema"));
        Files.writeString(parent.resolve("project/docs/schema/task.schema.json"), "{}");
        final Path inside = TaskInit.create(parent.resolve("project/tasks/inside"));

        assertThat(alone.resolveSibling("task.schema.json")).exists();
        assertThat(Files.readString(alone)).startsWith("# yaml-language-server: $schema=task.schema.json\n");
        assertThat(inside.resolveSibling("task.schema.json")).doesNotExist();
        assertThat(Files.readString(inside))
                .startsWith("# yaml-language-server: $schema=../../docs/schema/task.schema.json\n");
    }

    @Test
    void closedSetIsFoundInATable() throws IOException {
        final Path table = table(
                "tickets.csv",
                "ID;Customer message;Language;Team\n"
                        + "1;Where is my parcel?;en;shipping\n2;Wo ist mein Paket?;de;shipping\n".repeat(3)
                        + "3;Charged twice.;en;no\n4;Zu viel bezahlt;de;no\n".repeat(3));

        final Path file = TaskInit.fromExamples(parent.resolve("tickets"), table);

        final Task task = TaskReader.read(file);
        assertThat(Files.readString(file)).isEqualTo(golden("tickets.yaml"));
        assertThat(task.about().fields()).containsExactly("Customer_message", "Language");
        assertThat(task.output().labels()).containsExactly("no", "shipping");
        assertThat(task.examples()).hasSize(12);
        assertThat(task.metric().type()).isEqualTo("exact-match");
    }

    @Test
    void splitsAndSeveralReferencesAreKept() throws IOException {
        final Path table = table("data.jsonl", """
                {"question": "One?", "answers": ["1", "one"], "split": "train"}
                {"question": "Two?", "answers": ["2"], "split": "validation"}
                {"question": "Three?", "answers": ["3"], "split": "test"}
                """);

        final Task task = TaskReader.read(TaskInit.fromExamples(parent.resolve("counting"), table));

        assertThat(task.examples()).extracting(Example::references).contains(List.of("1", "one"), List.of("2"));
        assertThat(task.examples()).extracting(Example::split).containsExactly(Split.PROPOSE, Split.SELECT, Split.TEST);
    }

    @Test
    void numbersAreComparedAsNumbers() throws IOException {
        final Task task = fromLines("{\"q\": \"a\", \"output\": 12.5}", "{\"q\": \"b\", \"output\": -3}");

        assertThat(task.metric().type()).isEqualTo("numeric");
        assertThat(task.metric().extract()).containsExactly(Step.of("last-number"));
    }

    @Test
    void objectsAreComparedFieldByField() throws IOException {
        final Task task = fromLines("{\"q\": \"a\", \"output\": {\"x\": 1}}", "{\"q\": \"b\", \"output\": {\"x\": 2}}");

        assertThat(task.metric().type()).isEqualTo("json-fields");
    }

    @Test
    void longAnswersAreComparedByTheirWords() throws IOException {
        final Task task = fromLines(
                "{\"q\": \"a\", \"output\": \"This one has rather more words than a label.\"}",
                "{\"q\": \"b\", \"output\": \"And so has this one, as anybody can see.\"}");

        assertThat(task.metric().type()).isEqualTo("token-f1");
        assertThat(task.output().maxTokens()).isEqualTo(24);
    }

    @Test
    void normalisationThatWouldEmptyOrMergeAnswersIsLeftOut() throws IOException {
        final Task operators = fromLines("{\"q\": \"a\", \"output\": \"+\"}", "{\"q\": \"b\", \"output\": \"-\"}");

        assertThat(operators.metric().normalise()).containsExactly(Step.of("trim"), Step.of("lower-case"));
    }

    @Test
    void columnsThatCannotBeFieldsGetAnotherName() throws IOException {
        final Path table = table("t.csv", "instruction,2nd,größe,output\na,b,c,d\n");

        final Task task = TaskReader.read(TaskInit.fromExamples(parent.resolve("t"), table));

        assertThat(task.about().fields()).containsExactly("instruction_text", "nd", "gr_e");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        final Path folder = Files.createDirectories(parent.resolve("mine"));
        Files.writeString(folder.resolve("notes.txt"), "keep");

        assertThatThrownBy(() -> TaskInit.create(folder))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(folder + ": this is there already, and nothing is overwritten;"
                        + " name another folder, or empty this one");
        assertThat(folder.toFile().list()).containsExactly("notes.txt");
    }

    @Test
    void tableOfOneColumnIsRefused() throws IOException {
        final Path table = table("t.csv", "text\na\n");

        assertThatThrownBy(() -> TaskInit.fromExamples(parent.resolve("t"), table))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(table + ": there is only the column text; give inputs and outputs a column each");
        assertThat(parent.resolve("t")).doesNotExist();
    }

    @Test
    void tableThatIsNotThereIsRefused() {
        final Path table = parent.resolve("nope.csv");

        assertThatThrownBy(() -> TaskInit.fromExamples(parent.resolve("t"), table))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(table + ": there is no such file; check the name");
    }

    private Task fromLines(String... lines) throws IOException {
        return TaskReader.read(
                TaskInit.fromExamples(parent.resolve("task"), table("t.jsonl", String.join("\n", lines))));
    }

    private Path table(String name, String text) throws IOException {
        return Files.writeString(parent.resolve(name), text);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(TaskInitTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
