package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.command.CommandTree;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.model.embedded.TestModels;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every example that {@code --help} of a command shows is run as it stands there, in a folder that holds what a reader of it
 * would have: the tasks and search configs, a finished run and one that was stopped, and files of their own. Every model
 * is one server of ours.
 */
class HelpExamplesTest {
    private static final int RECORDED_BEFORE_THE_STOP = 40;
    private static final Set<Integer> DONE = Set.of(0, 3);
    private static final List<String> ANSWERS = List.of("2024-02-29", "Write the date.", "billing", "positive", "none");

    @TempDir
    private static Path prepared;

    private static StubServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws IOException {
        server = StubServer.answering(HelpExamplesTest::answer);
        copy(Path.of("tasks"), prepared.resolve("tasks"));
        copy(Path.of("search-configs"), prepared.resolve("search-configs"));
        final Path quickstart = prepared.resolve("search-configs/quickstart.yaml");
        Files.writeString(
                quickstart, Files.readString(quickstart).replace("embedded:qwen2.5-coder-1.5b", "ollama:llama3.2"));
        Files.writeString(prepared.resolve("mine.txt"), "Do what is asked.");
        Files.writeString(prepared.resolve("old.txt"), "Answer.");
        Files.createDirectories(prepared.resolve("src/main/java"));
        Files.writeString(
                prepared.resolve("src/main/java/Prompts.java"),
                "class Prompts { static final String ISO_DATE = \"\"; }\n");
        Files.writeString(prepared.resolve("tickets.csv"), table("ticket,team", "team"));
        Files.writeString(prepared.resolve("examples.csv"), table("input,output", "kind"));
        run(prepared, "search", "search-configs/quickstart.yaml");
        copy(prepared.resolve("runs/quickstart"), prepared.resolve("runs/quickstart-2"));
        stop(prepared.resolve("runs/quickstart-2"));
        copy(prepared.resolve("runs/quickstart"), prepared.resolve("runs/second"));
        run(prepared, "cache", "export", "answers.jsonl");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static Stream<String> examples() {
        return commands().flatMap(HelpExamplesTest::examples);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleOfTheHelpRuns(String example) throws IOException {
        copy(prepared, folder);
        if (example.contains("smollm2")) {
            linkModel();
        }
        final String[] arguments = example.substring("ape ".length()).split(" ");

        final CommandLineRun run = example.startsWith("ape watch") ? watched(arguments) : run(folder, arguments);

        assertThat(run.code()).as("%s%n%s%n%s", example, run.out(), run.err()).isIn(codes(example));
        assertThat(example.startsWith("ape watch") ? run.err() : run.out()).isNotBlank();
    }

    @Test
    void everyCommandShowsAnExampleOfItself() {
        final Set<String> without = new TreeSet<>();
        commands().forEach(command -> {
            final String name = command.getCommandSpec().qualifiedName();
            if (examples(command).noneMatch(example -> example.startsWith(name))) {
                without.add(name);
            }
        });

        assertThat(without).isEmpty();
    }

    /** It serves a page until somebody stops it. */
    private CommandLineRun watched(String... arguments) {
        final Thread watching = Thread.currentThread();
        CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS).execute(watching::interrupt);
        final CommandLineRun run = run(folder, arguments);
        Thread.interrupted();
        return run;
    }

    /** What the doctor finds is the machine's affair, and a problem is an answer too, as is a score below the least. */
    private static Set<Integer> codes(String example) {
        if (example.contains("--at-least")) {
            return Set.of(0, 4);
        }
        return example.startsWith("ape doctor") ? Set.of(0, 1) : DONE;
    }

    private void linkModel() throws IOException {
        final Path model = TestModels.smollm();
        final Path models = Files.createDirectories(folder.resolve("home/models"));
        Files.createSymbolicLink(models.resolve(String.valueOf(model.getFileName())), model);
    }

    private static Stream<CommandLine> commands() {
        return all(CommandTree.of(new Surroundings(Terminal.of(System.out, System.err), Map.of(), Path.of(""))));
    }

    private static Stream<CommandLine> all(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(HelpExamplesTest::all));
    }

    private static Stream<String> examples(CommandLine command) {
        return Arrays.stream(command.getCommandSpec().usageMessage().footer())
                .map(String::strip)
                .filter(line -> line.startsWith("ape "));
    }

    private static CommandLineRun run(Path where, String... arguments) {
        final Map<String, String> environment = new HashMap<>(server.env());
        environment.put("APE_HOME", where.resolve("home").toString());
        return CommandLineRun.of(where, environment, arguments);
    }

    /** Right now and then, so that some prompts are better than others. */
    private static String answer(StubRequest request) {
        return ANSWERS.get(Math.floorMod(request.body().toString().hashCode(), ANSWERS.size()));
    }

    private static String table(String header, String what) {
        final StringBuilder rows = new StringBuilder(header).append('\n');
        for (int i = 0; i < 60; i++) {
            rows.append("the text of number ")
                    .append(i)
                    .append(',')
                    .append(what)
                    .append(i % 3)
                    .append('\n');
        }
        return rows.toString();
    }

    /** As after a power cut. */
    private static void stop(Path run) throws IOException {
        final List<String> lines = Files.readAllLines(run.resolve("journal.jsonl"));
        Files.write(run.resolve("journal.jsonl"), lines.subList(0, RECORDED_BEFORE_THE_STOP));
        Files.delete(run.resolve("result.json"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (final Path file : files.toList()) {
                final Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
