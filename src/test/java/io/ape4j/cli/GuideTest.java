package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.task.Example;
import io.ape4j.task.file.TaskReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of docs/guide.md, in its order and as it stands there, but that the commands that ask a model ask a server of
 * ours: it knows two messages of three under the prompt of the guide, and all of them under one that says "best team".
 */
class GuideTest {
    private static final Path GUIDE = Path.of("docs/guide.md");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}\\./ape (.+)$");
    private static final Pattern PROMPT = Pattern.compile("(?s)`mine\\.txt` is .*?```text\n(.*?)```");
    private static final Set<String> ASKING = Set.of("eval", "optimize", "compare");

    @TempDir
    private Path folder;

    private List<Example> examples = List.of();

    private String answer(StubRequest request) {
        final String prompt = request.prompt();
        for (int i = 0; i < examples.size(); i++) {
            final Example example = examples.get(i);
            if (prompt.strip().endsWith(example.fields().get("message"))) {
                final boolean knows = i % 3 != 0 || prompt.contains("best team");
                return knows ? example.reference() : "nobody";
            }
        }
        return "Write the best team for the customer message.";
    }

    private List<String> commands() throws IOException {
        final List<String> commands = new ArrayList<>();
        final Matcher command = COMMAND.matcher(Files.readString(GUIDE));
        while (command.find()) {
            commands.add(command.group(1).strip());
        }
        return commands;
    }

    @Test
    void everyCommandDoesWhatTheGuideSays() throws IOException {
        final Matcher mine = PROMPT.matcher(Files.readString(GUIDE));
        assertThat(mine.find()).isTrue();
        Files.writeString(folder.resolve("mine.txt"), mine.group(1));
        Files.copy(Path.of("docs/guide/tickets.csv"), folder.resolve("tickets.csv"));

        try (StubServer server = StubServer.answering(this::answer)) {
            for (final String command : commands()) {
                final CommandLineRun run = run(command, server);
                assertThat(run.code())
                        .as("ape " + command + "\n" + run.out() + run.err())
                        .isIn(0, 3);
                if (command.startsWith("init")) {
                    describe();
                }
            }
        }

        assertThat(folder.resolve("runs/tickets/report.html")).isRegularFile();
        assertThat(folder.resolve("routing.txt")).content().contains("best team");
        assertThat(folder.resolve("src/main/resources/com/example/prompts")).isNotEmptyDirectory();
    }

    private CommandLineRun run(String command, StubServer server) {
        final List<String> arguments = new ArrayList<>(Arrays.asList(command.split(" +", -1)));
        if (ASKING.contains(arguments.get(0))) {
            arguments.addAll(List.of("--model", "ollama:stub"));
        }
        return CommandLineRun.of(
                folder, ParityTask.environment(server, folder.resolve("home")), arguments.toArray(String[]::new));
    }

    private void describe() throws IOException {
        final Path task = folder.resolve("tickets/task.yaml");
        Files.writeString(
                task,
                Files.readString(task)
                        .replaceFirst(
                                "# description:.*", "description: Which of our teams should handle the message."));
        examples = TaskReader.read(folder.resolve("tickets")).examples();
    }
}
