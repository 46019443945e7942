package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Golden;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user reads when something is wrong. Each chapter is a file of commands in {@code error-messages}; beside it lies
 * what they print, which somebody has read: every message names the place, the value and what to do.
 */
class ErrorMessagesTest {
    private static final Path COMMANDS = Path.of("src/test/resources/io/ape4j/cli/error-messages");
    private static final List<String> SENTENCES_OF_PROGRAMMERS = List.of("unexpected ", "Exception");

    @TempDir
    private static Path folder;

    private static StubServer server;
    private static StubServer refusing;
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();

    @BeforeAll
    static void prepare() throws IOException {
        server = ParityTask.serve();
        refusing = StubServer.scripted(request -> StubReply.error(401, "invalid_api_key", "Incorrect API key"));
        ENVIRONMENT.putAll(ParityTask.environment(server, folder.resolve("home")));
        ENVIRONMENT.remove("ANTHROPIC_API_KEY");
        ParityTask.write(folder.resolve("parity"), 90);
        copy(COMMANDS.resolve("files"), folder);
        final Path bad = ParityTask.write(folder.resolve("bad-metric"), 90);
        replace(bad.resolve("task.yaml"), "exact-match", "exact-mach");
        final Path other = ParityTask.write(folder.resolve("boxes"), 90);
        replace(other.resolve("task.yaml"), "fields: [box]", "fields: [crate]");
        replace(other.resolve("examples.jsonl"), "\"box\":", "\"crate\":");
        final Path examples = ParityTask.write(folder.resolve("bad-examples"), 20);
        Files.writeString(
                examples.resolve("examples.jsonl"),
                "{\"box\": 1}\n{\"box\" \"x\"}\n{\"bax\": \"a\", \"output\": \"b\"}\n");
        ape("search", "parity", "--model", "openai:stub", "--max-calls", "40", "--yes", "--quiet");
        replace(copyOfParity("damaged").resolve("journal.jsonl"), "Input: box 36", "Input: box 63");
        replace(copyOfParity("newer").resolve("journal.jsonl"), sealed(1), sealed(9));
        Files.delete(copyOfParity("no-journal").resolve("journal.jsonl"));
        Files.writeString(copyOfParity("no-manifest").resolve("run.json"), "{}");
        Files.writeString(copyOfParity("bad-launch").resolve("launch.json"), "{");
        replace(copyOfParity("old-launch").resolve("launch.json"), "--quiet", "--silent");
        replace(copyOfParity("odd-launch").resolve("launch.json"), "\"search\"", "\"lint\"");
        Files.writeString(
                copyOfParity("lint-launch").resolve("launch.json"),
                "{\"directory\": \"" + folder + "\", \"arguments\": [\"lint\", \"parity\"]}");
        folderFor(copyOfParity("launch-folder").resolve("launch.json"));
        folderFor(copyOfParity("task-folder").resolve("task.json"));
        folderFor(copyOfParity("journal-folder").resolve("journal.jsonl"));
        folderFor(copyOfParity("export-folder").resolve("exports/json/prompt.json"));
        withoutLaunch("no-launch");
        replace(
                withoutLaunch("bad-models").resolve("run.json"),
                "\"provider\" : \"openai\"",
                "\"provider\" : \"nobody\"");
        replace(withoutLaunch("no-models").resolve("run.json"), "\"JUDGE\"", "\"SCORER\"");
        Files.writeString(copyOfParity("bad-export").resolve("exports/json/prompt.json"), "{");
        Files.delete(copyOfParity("no-export").resolve("exports/json/prompt.json"));
    }

    @AfterAll
    static void close() {
        server.close();
        refusing.close();
    }

    static Stream<String> chapters() throws IOException {
        try (Stream<Path> files = Files.list(COMMANDS)) {
            return files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".commands"))
                    .map(name -> name.replace(".commands", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("chapters")
    void aUserReadsThePlaceTheValueAndWhatToDo(String chapter) throws IOException {
        final List<String> commands = Files.readAllLines(COMMANDS.resolve(chapter + ".commands"));
        final List<String> told = new ArrayList<>();

        for (final String command : commands) {
            final CommandLineRun run = ape(command.split(" "));
            assertThat(run.err()).as(command).doesNotContain(SENTENCES_OF_PROGRAMMERS);
            told.add("$ ape " + command + "\n" + plain(run.err()) + "exit " + run.code() + "\n");
        }

        Golden.check(getClass(), "error-messages/" + chapter + ".txt", String.join("\n", told));
    }

    private static CommandLineRun ape(String... arguments) {
        final Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        final List<String> rest = new ArrayList<>(Arrays.asList(arguments));
        while (rest.get(0).contains("=")) {
            final String[] variable = rest.remove(0).split("=", 2);
            environment.put(variable[0], variable[1].replace("REFUSING", Integer.toString(refusing.port())));
        }
        return CommandLineRun.of(folder, environment, rest.toArray(String[]::new));
    }

    /** Without what differs from one machine to the next. */
    private static String plain(String text) {
        return text.replace(folder.toString(), "FOLDER")
                .replace(":" + server.port(), ":PORT")
                .replace(":" + refusing.port(), ":PORT")
                .replaceAll("journal\\.jsonl:[0-9]+", "journal.jsonl:LINE");
    }

    private static Path copyOfParity(String name) throws IOException {
        final Path run = folder.resolve("runs").resolve(name);
        copy(folder.resolve("runs/parity"), run);
        return run;
    }

    private static Path withoutLaunch(String name) throws IOException {
        final Path run = copyOfParity(name);
        Files.delete(run.resolve("launch.json"));
        return run;
    }

    /** What no user may read, root included. */
    private static void folderFor(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
    }

    /** The first line of a journal of that version. */
    private static String sealed(int version) {
        final String record = "{\"type\":\"journal\",\"version\":" + version + "}";
        final CRC32C crc = new CRC32C();
        crc.update(record.getBytes(StandardCharsets.UTF_8));
        return "%08x %s".formatted(crc.getValue(), record);
    }

    private static void replace(Path file, String from, String to) throws IOException {
        final String text = Files.readString(file);
        assertThat(text.contains(from)).as("%s holds %s", file, from).isTrue();
        Files.writeString(file, text.replace(from, to));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    final Path target = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
