package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.export.Exports;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Case 19; the page of a run is tried in ReportInBrowserTest: whatever models and users write, a terminal only shows it, JSON stays JSON,
 * and a page of Markdown holds it as text. Case 20, its part on paths: no file is named by a model.
 */
@DisabledOnOs(OS.WINDOWS)
class HostileTextTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SEEDS = Boolean.getBoolean("ape4j.long") ? 200 : 2;
    private static final String FILES =
            "(runs/hostile(-2)?(/(exports(/(txt|md|json|langchain4j|dspy))?|id|lock|run\\.json"
                    + "|task\\.json|launch\\.json|result\\.json|report\\.html|journal\\.jsonl"
                    + "|exports/(txt/prompt\\.txt|md/prompt\\.md|json/prompt\\.json|langchain4j/(user|system)-message\\.txt"
                    + "|langchain4j/PromptService\\.java|dspy/program\\.json|(txt|langchain4j|dspy)/provenance\\.json)))?)"
                    + "|home/(cache(/(answers\\.db.*|sqlite-.*))?|test-readings(/[0-9a-f]{32})?)";

    @TempDir
    private Path directory;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noOutputOfAnyCommandHoldsWhatATerminalWouldActOn(int seed) throws IOException {
        ParityTask.write(directory.resolve("parity"), 30);
        Files.writeString(directory.resolve("mine.txt"), "State the parity of the number.");
        final List<Path> before = files();
        final Random random = new Random(seed);
        try (StubServer server = StubServer.scripted(request -> answer(request, random))) {
            final Map<String, String> environment = ParityTask.environment(server, directory.resolve("home"));
            final List<CommandLineRun> runs = new ArrayList<>();
            runs.add(ape(environment, search()));
            runs.add(ape(environment, search("--json", "--seed", "2", "--export", "txt,md,json,langchain4j,dspy")));
            runs.add(ape(environment, "eval", "parity", "--prompt", "mine.txt", "--model", "openai:m", "--examples"));
            runs.add(ape(
                    environment,
                    "eval",
                    "parity",
                    "--prompt",
                    "mine.txt",
                    "--model",
                    "openai:m",
                    "--examples",
                    "--json"));
            runs.add(ape(environment, "replay", "hostile"));
            runs.add(ape(environment, "replay", "hostile", "--json"));
            runs.add(ape(environment, "cache", "stats"));
            runs.add(ape(environment, "cache", "verify"));
            runs.add(ape(environment, "runs"));
            runs.add(ape(environment, "runs", "--json"));
            for (final String format : Exports.ids()) {
                runs.add(ape(environment, "export", "hostile", "--format", format));
            }

            runs.forEach(HostileTextTest::check);
        }

        final List<String> made = files().stream()
                .filter(file -> !before.contains(file))
                .map(Path::toString)
                .toList();
        assertThat(made).isNotEmpty().allMatch(file -> file.matches(FILES));
    }

    @Test
    void noErrorOrListShowsAHostileValueAsItIs() throws IOException {
        final String hostile = Hostile.all().replace("\0", "").replace("/", "|");
        ParityTask.write(directory.resolve("parity"), 30);
        final Path named = Files.createDirectories(directory.resolve("runs").resolve("x\u001b[2J\nfake   better"));
        Files.writeString(named.resolve("run.json"), "{}");
        Files.writeString(
                named.resolve("result.json"), JSON.writeValueAsString(Map.of("task", hostile, "verdict", hostile)));
        final Path models = Files.createDirectories(directory.resolve("home/models"));
        Files.writeString(models.resolve("\u001b[31mmodel\nfake\u202e.gguf"), "");
        Files.writeString(directory.resolve("bad.yaml"), "task: parity\n\"strat\u009begy\": \"\u202e\"\n");
        Files.writeString(directory.resolve("bad.csv"), "box,out\u202eput\n\"a\u001b[2J\",b\n");
        try (StubServer server = StubServer.replying(StubReply.error(401, "bad\u001b", Hostile.all()))) {
            final Map<String, String> environment = ParityTask.environment(server, directory.resolve("home"));

            final List<CommandLineRun> runs = Stream.of(
                            List.of("runs"),
                            List.of("runs", "--json"),
                            List.of("model", "list"),
                            List.of("model", "list", "--json"),
                            List.of("model", "path", hostile),
                            List.of("model", "pull", "https://u:p@h/" + hostile),
                            List.of("model", "pull", "https://u:p@h/x\u009b", "--sha256", hostile),
                            List.of("replay", hostile),
                            List.of("search", hostile),
                            List.of("search", "bad.yaml"),
                            List.of("search", "parity", "--model", hostile),
                            List.of("search", "parity", "--run", hostile, "--model", "openai:m"),
                            List.of("search", "parity", "--strategy", hostile),
                            List.of("search", "parity", "--export", hostile),
                            List.of("search", "parity", "--seed", hostile),
                            List.of("search", "parity", "--" + hostile),
                            List.of(hostile),
                            List.of("export", "x", "--format", hostile),
                            List.of("init", "new", "--from", "bad.csv", "--output", hostile),
                            List.of("search", "parity", "--model", "openai:m", "--verbose", "--max-calls", "3"),
                            List.of("search", "parity", "--model", "openai:m", "--json", "--max-calls", "3"))
                    .map(command -> ape(environment, command.toArray(String[]::new)))
                    .toList();

            runs.forEach(HostileTextTest::check);
            assertThat(runs.get(0).out().lines()).hasSize(1);
            assertThat(runs.get(2).out().lines())
                    .filteredOn(line -> line.contains("your own"))
                    .hasSize(1);
        }
    }

    @Test
    void lintAndInitShowHostileExamplesHarmlessly() throws IOException {
        final Path task = ParityTask.write(directory.resolve("parity"), 30);
        final StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            final ObjectNode example = JSON.createObjectNode();
            example.put("box", "same " + Hostile.all() + i % 3).put("output", Hostile.all() + i % 2);
            lines.append(example).append('\n');
        }
        Files.writeString(task.resolve("examples.jsonl"), lines);
        Files.writeString(directory.resolve("from.jsonl"), lines);

        for (final List<String> command : List.of(
                List.of("lint", "parity"),
                List.of("lint", "parity", "--json"),
                List.of("init", "made", "--from", "from.jsonl"),
                List.of("search", "parity", "--model", "openai:m", "--dry-run"))) {
            check(ape(Map.of("APE_HOME", directory.resolve("home").toString()), command.toArray(String[]::new)));
        }
    }

    @Test
    void filesThatPeoplePrintAreInertToo() throws IOException {
        ParityTask.write(directory.resolve("parity"), 30);
        try (StubServer server = StubServer.answering(request -> request.maxTokens() == ParityTask.EXECUTOR_TOKENS
                ? ParityTask.answer(request)
                : "State the parity " + Hostile.all().replaceAll("\\p{Cntrl}|[\\x80-\\x9f]", ""))) {
            ape(ParityTask.environment(server, directory.resolve("home")), search("--export", "txt,md,json"));
        }

        final Path run = directory.resolve("runs/hostile");
        for (final String name :
                List.of("result.json", "run.json", "task.json", "launch.json", "exports/json/prompt.json")) {
            assertThat(Hostile.isInert(Files.readString(run.resolve(name))))
                    .as(name)
                    .isTrue();
            assertThat(JSON.readTree(run.resolve(name).toFile()).isObject()).isTrue();
        }
        assertThat(JSON.readTree(run.resolve("result.json").toFile()).findValuesAsText("instruction"))
                .anySatisfy(instruction -> assertThat(instruction).contains("\u202e"));
        assertThat(ape(Map.of(), "export", "hostile", "--format", "txt").err())
                .contains("write it to a file with --output PATH");
    }

    private static StubReply answer(StubRequest request, Random random) {
        synchronized (random) {
            final String hostile = Hostile.some(random);
            final boolean proposes = request.maxTokens() != ParityTask.EXECUTOR_TOKENS;
            return StubReply.text(
                    proposes
                            ? "State the parity of the number " + hostile
                            : random.nextBoolean() ? ParityTask.answer(request) : hostile);
        }
    }

    private static void check(CommandLineRun run) {
        assertThat(Hostile.isInert(run.out())).as(run.out()).isTrue();
        assertThat(Hostile.isInert(run.err())).as(run.err()).isTrue();
        if (run.out().startsWith("{")) {
            final JsonNode json = run.json();
            assertThat(json.isObject()).isTrue();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(directory::relativize)
                    .filter(file -> !file.toString().isEmpty())
                    .filter(file -> !List.of("runs", "home").contains(file.toString()))
                    .toList();
        }
    }

    private CommandLineRun ape(Map<String, String> environment, String... arguments) {
        return CommandLineRun.of(directory, environment, arguments);
    }

    private static String[] search(String... more) {
        final List<String> arguments = new ArrayList<>(
                List.of("search", "parity", "--model", "openai:stub", "--max-calls", "30", "--run", "hostile"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
