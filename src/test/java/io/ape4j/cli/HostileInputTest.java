package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.hosted.StubServer;
import io.ape4j.task.Task;
import io.ape4j.task.file.TaskReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases 13 to 15 of the reliability list through the real command line: exit 2, the place, and no call. */
class HostileInputTest {
    private static final String PLACE = "\\S*:\\d+:\\d+: .*";

    @TempDir
    private Path directory;

    private StubServer server;
    private Path task;

    @BeforeEach
    void start() throws IOException {
        server = ParityTask.serve();
        task = ParityTask.write(directory.resolve("parity"), 60);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** What is put in the place of the examples: the bytes as characters of Latin-1. */
    record Hostile(String name, String examples) {
        Hostile(String name, byte[] bytes) {
            this(name, new String(bytes, StandardCharsets.ISO_8859_1));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Hostile> case13() {
        final String line = "{\"box\": \"box 1\", \"output\": \"odd\"}\n";
        return List.of(
                new Hostile("UTF-16 with a mark", line.getBytes(StandardCharsets.UTF_16)),
                new Hostile("UTF-16 without one", line.getBytes(StandardCharsets.UTF_16LE)),
                new Hostile("Latin-1", "{\"box\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1)),
                hostile("a NUL byte", line.replace("box 1", "box\0")),
                hostile("an escaped NUL", line.replace("box 1", "box\\u0000")),
                hostile("half of a surrogate pair", line.replace("box 1", "\\ud83d")),
                new Hostile("half of a surrogate pair in bytes", new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, '"'}),
                hostile("a key twice", line.replace("\"output\"", "\"box\": \"2\", \"output\"")),
                hostile("deep nesting", line.replace("\"box 1\"", "[".repeat(100_000))),
                hostile("a number of 100,000 digits", line.replace("\"box 1\"", "9".repeat(100_000))),
                hostile("no JSON", "box,output\n"));
    }

    private static Hostile hostile(String name, String examples) {
        return new Hostile(name, examples.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("case13")
    void case13HostileExamplesAreRefusedByPlaceWithoutACall(Hostile hostile) throws IOException {
        Files.write(task.resolve("examples.jsonl"), hostile.examples().getBytes(StandardCharsets.ISO_8859_1));

        final CommandLineRun run = ape("search", "parity", "--model", "openai:stub");

        assertRefused(run, "examples.jsonl:1:");
    }

    @Test
    void case13YamlThatExplodesIsRefusedByPlaceWithoutACall() throws IOException {
        final StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a" + i + ": &a" + i + " [")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("x]\n");
        }
        Files.writeString(task.resolve("task.yaml"), bomb);

        final CommandLineRun run = ape("search", "parity", "--model", "openai:stub");

        assertRefused(run, "task.yaml:1:5: the anchor &a0; take it out");
        assertThat(run.err()).contains("task.yaml:2:10: the alias *a0; write the value out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "!!x ", "\"\\u", "'", "&a ", "<<: *a\n"})
    void case13DeepOrEndlessYamlIsRefusedWithoutACall(String repeated) throws IOException {
        Files.writeString(task.resolve("task.yaml"), "name: " + repeated.repeat(20_000));

        final CommandLineRun run = ape("search", "parity", "--model", "openai:stub");

        assertRefused(run, "task.yaml:");
    }

    @Test
    void case13AMarkAndCarriageReturnsAreReadAsIfTheyWereNotThere() throws IOException {
        final Task plain = TaskReader.read(task);
        for (final String file : List.of("task.yaml", "examples.jsonl")) {
            final String text = Files.readString(task.resolve(file));
            Files.writeString(task.resolve(file), "\uFEFF" + text.replace("\n", "\r\n"));
        }

        final Task marked = TaskReader.read(task);

        assertThat(marked).isEqualTo(plain);
        assertThat(ape("lint", "parity").code()).isZero();
    }

    @Test
    void case13EveryErrorOfEveryFileIsListedInOneGo() throws IOException {
        Files.writeString(
                task.resolve("examples.jsonl"),
                "{\"bx\": 1, \"output\": \"odd\"}\n[]\n{\"box\": null, \"output\": \"odd\"}\n{\"box\": \"a\"\n");
        Files.writeString(task.resolve("baseline.txt"), "{{bx}} {{instruction}}");
        Files.writeString(
                task.resolve("task.yaml"),
                "name: parity\nfields: [box]\nexamples: examples.jsonl\nmetric: {type: exact-match}\nbaseline: baseline.txt\n");

        final CommandLineRun run = ape("search", "parity", "--model", "openai:stub");

        assertRefused(run, "examples.jsonl:1:1: no field \"box\"");
        assertThat(run.err())
                .contains(
                        "examples.jsonl:1:2: unknown key \"bx\"; did you mean \"box\"?",
                        "examples.jsonl:2:1: the line is no JSON object",
                        "examples.jsonl:3:9: \"box\" is null",
                        "examples.jsonl:4:",
                        "baseline.txt:1:1: unknown slot {{bx}}",
                        "baseline.txt:1:8: ");
    }

    @Test
    void case13EveryErrorOfASearchFileIsListedInOneGo() throws IOException {
        Files.writeString(directory.resolve("bad.yaml"), """
                task: nowhere
                models: {executor: "opnai:x", judge: "x"}
                search: {populationSize: 3, survivors: 5}
                """);

        final CommandLineRun run = ape("search", "bad.yaml");

        assertRefused(run, "bad.yaml:1:7: task is \"nowhere\"");
        assertThat(run.err())
                .contains(
                        "bad.yaml:2:20: models.executor: ", "bad.yaml:2:38: models.judge: ", "bad.yaml:3:9: search: ");
    }

    @Test
    void case13EveryErrorOfAPriceFileIsListedInOneGo() throws IOException {
        Files.writeString(directory.resolve("mine.yaml"), """
                models:
                  - {model: "opnai:x", inputPerMillion: 1, outputPerMillion: 1}
                  - {model: "openai:x", inputPerMillion: 1, outputPerMillion: 1}
                  - {model: "openai:x", inputPerMillion: 1, outputPerMillion: 2}
                """);

        final CommandLineRun run = ape("search", "parity", "--model", "openai:stub", "--prices", "mine.yaml");

        assertRefused(run, "mine.yaml:2:13: no model \"opnai:x\"");
        assertThat(run.err()).contains("mine.yaml:4:13: the price of \"openai:x\" again; keep one of them");
    }

    @Test
    void case14UnknownMetricSettingsAreNamedByPlaceWithTheNearest() throws IOException {
        Files.writeString(task.resolve("task.yaml"), """
                name: parity
                fields: [box]
                examples: examples.jsonl
                metric:
                  type: numeric
                  extract: [frist-line, {aftr: "x"}]
                  tolerence: 1
                """);

        final CommandLineRun run = ape("search", "parity", "--model", "openai:stub");

        assertRefused(
                run, "task.yaml:6:13: metric.extract[0]: unknown step \"frist-line\"; did you mean \"first-line\"?");
        assertThat(run.err())
                .contains(
                        "task.yaml:6:25: metric.extract[1]: unknown step \"aftr\"; did you mean \"after\"?",
                        "task.yaml:7:3: metric numeric: unknown option \"tolerence\"; did you mean \"tolerance\"?");
        assertRefused(ape("lint", "parity"), "task.yaml:6:13: ");
    }

    @ParameterizedTest
    @CsvSource({
        "parity, task.yaml, 'name: parity', 'nmae: parity', 'task.yaml:1:1: unknown key \"nmae\"; did you mean \"name\"?'",
        "parity, task.yaml, 'maxTokens', 'maxToken', 'unknown key \"maxToken\"; did you mean \"maxTokens\"?'",
        "parity, task.yaml, 'exact-match', 'exactmatch', 'unknown metric \"exactmatch\"; did you mean \"exact-match\"?'",
        "parity, examples.jsonl, '\"box\"', '\"bocks\"', 'examples.jsonl:1:2: unknown key \"bocks\"'",
    })
    void case14UnknownKeysAreRefusedWithTheNearest(String folder, String file, String known, String wrong, String said)
            throws IOException {
        final Path changed = directory.resolve(folder).resolve(file);
        Files.writeString(changed, Files.readString(changed).replace(known, wrong));

        assertRefused(ape("search", folder, "--model", "openai:stub"), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../parity/examples.jsonl",
                "a/../../parity/examples.jsonl",
                "/etc/passwd",
                "~/x.jsonl",
                "C:/x.jsonl",
                "..\\\\x",
                "CON",
                "con.jsonl",
                "sub/NUL.csv",
                "com1",
                "lpt\u00b9.csv",
                "a\\0b",
                "a\\nb",
                ""
            })
    void case14ExamplesOutsideOfTheTaskFolderAreRefused(String name) throws IOException {
        final Path yaml = task.resolve("task.yaml");
        Files.writeString(
                yaml, Files.readString(yaml).replace("examples: examples.jsonl", "examples: \"" + name + "\""));

        assertRefused(ape("search", "parity", "--model", "openai:stub"), "task.yaml:3:11: ");
    }

    @Test
    void case14ALinkOutOfTheTaskFolderIsRefused() throws IOException {
        Files.move(task.resolve("examples.jsonl"), directory.resolve("outside.jsonl"));
        Files.createSymbolicLink(task.resolve("examples.jsonl"), directory.resolve("outside.jsonl"));

        assertRefused(ape("search", "parity", "--model", "openai:stub"), "a link leads out of the task folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "..", "a/b", "CON", "nul.txt", "-x", "a\0b", "a\u202eb"})
    void case14ARunsNameThatIsNoFileNameIsRefused(String name) {
        final CommandLineRun run = ape("search", "parity", "--model", "openai:stub", "--yes", "--run=" + name);

        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(server.requests()).isZero();
        assertThat(directory.resolve("../x")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CON", "sub/nul"})
    void case14ATaskThatIsCalledLikeADeviceIsNotMade(String name) {
        final CommandLineRun run = ape("init", name);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("is a device on Windows");
        assertThat(directory.resolve(name)).doesNotExist();
    }

    @Test
    void case14ANewTaskCalledLikeANumberIsReadBack() {
        assertThat(ape("init", "2024").code()).isZero();
        assertThat(ape("lint", "2024").code()).isZero();
        assertThat(ape("init", "true").code()).isZero();
    }

    @Test
    void case15ALeakIsRefusedAndGoesOnOnlyWhenItIsAllowedByName() throws IOException {
        Files.writeString(task.resolve("examples.jsonl"), splitTwice());

        assertRefused(
                ape("search", "parity", "--model", "openai:stub"), "error leak: 30 inputs in more than one split");
        assertRefused(ape("search", "parity", "--model", "openai:stub", "--allow", "labels"), "error leak");
        final CommandLineRun allowed =
                ape("search", "parity", "--model", "openai:stub", "--allow", "leak", "--max-calls", "20");

        assertThat(allowed.code()).as(allowed.err()).isIn(0, 3);
        assertThat(server.requests()).isPositive();
    }

    @Test
    void case15DuplicatesConflictsAndEmptyOutputsAreReported() throws IOException {
        Files.writeString(
                task.resolve("task.yaml"),
                Files.readString(task.resolve("task.yaml")).replace(", labels: [even, odd]", ""));
        Files.writeString(
                task.resolve("examples.jsonl"),
                Files.readString(task.resolve("examples.jsonl"))
                        + "{\"box\": \"box 1\", \"output\": \"odd\"}\n{\"box\": \"BOX  2\", \"output\": \"odd\"}\n"
                        + "{\"box\": \"box 77\", \"output\": \"\"}\n");

        final CommandLineRun lint = ape("lint", "parity");

        assertThat(lint.out())
                .contains(
                        "warning duplicate: 2 examples of 63",
                        "warning conflict: 1 input with references that exclude each other",
                        "warning empty-output: 1 example with an empty output");
    }

    private static String splitTwice() {
        final StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            lines.append("{\"box\": \"box " + i % 30 + "\", \"output\": \"" + (i % 2 == 0 ? "even" : "odd")
                    + "\", \"split\": \"" + (i < 10 ? "propose" : i < 30 ? "select" : "test") + "\"}\n");
        }
        return lines.toString();
    }

    private void assertRefused(CommandLineRun run, String said) {
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(said).doesNotContain("\tat ", "Exception");
        assertThat(run.err().lines()).anyMatch(line -> line.matches(PLACE) || line.contains("error "));
        assertThat(server.requests()).isZero();
    }

    private CommandLineRun ape(String... arguments) {
        return CommandLineRun.of(directory, ParityTask.environment(server, directory.resolve("home")), arguments);
    }
}
