package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.embedded.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small search on a real model in this process. */
class RealModelSearchIT {
    @TempDir
    private Path directory;

    @Test
    void aSearchOnSmollmEndsAndReplaysToTheSameResult() throws IOException {
        ParityTask.write(directory.resolve("parity"), 24);
        TestModels.smollm();
        // Without a variable the user's own folder is used, where the model is; the run itself is in the test's.
        final Map<String, String> environment = System.getenv();

        final CommandLineRun run = CommandLineRun.of(
                directory,
                environment,
                "search",
                "parity",
                "--model",
                "embedded:smollm2-135m",
                "--max-calls",
                "30",
                "--cache",
                "off",
                "--json");
        final CommandLineRun replay = CommandLineRun.of(directory, environment, "replay", "parity", "--json");

        assertThat(run.code()).as(run.err()).isIn(0, 3);
        assertThat(run.json().path("calls").path("bought").asInt()).isPositive();
        assertThat(replay.json().path("winner")).isEqualTo(run.json().path("winner"));
        assertThat(replay.json().path("test")).isEqualTo(run.json().path("test"));
        assertThat(replay.json().path("calls").path("bought").asInt()).isZero();
    }

    @Test
    void aTaskOfLabelsIsSearchedByTheirLogProbabilitiesStoppedResumedAndReplayed() throws IOException {
        final Path task = ParityTask.write(directory.resolve("parity"), 24).resolve("task.yaml");
        Files.writeString(task, Files.readString(task).replace("type: exact-match", "type: likelihood"));
        TestModels.smollm();
        final Map<String, String> environment = System.getenv();

        final CommandLineRun run = CommandLineRun.of(
                directory,
                environment,
                "search",
                "parity",
                "--model",
                "embedded:smollm2-135m",
                "--max-calls",
                "40",
                "--cache",
                "off",
                "--json");
        assertThat(run.code()).as(run.err()).isIn(0, 3);
        final Path folder = directory.resolve("runs").resolve("parity");
        final Path journal = folder.resolve("journal.jsonl");
        final List<String> lines = Files.readAllLines(journal);
        final String whole = Files.readString(folder.resolve("exports/json/prompt.json"));
        Files.write(journal, lines.subList(0, lines.size() / 2));
        Files.delete(folder.resolve("result.json"));
        final CommandLineRun resumed = CommandLineRun.of(directory, environment, "resume", "parity", "--json");
        final CommandLineRun replay = CommandLineRun.of(directory, environment, "replay", "parity", "--json");

        assertThat(lines).anyMatch(line -> line.contains("score_continuation"));
        assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
        assertThat(Files.readString(folder.resolve("exports/json/prompt.json"))).isEqualTo(whole);
        assertThat(resumed.json().at("/calls/replayed").asInt()).isPositive();
        assertThat(resumed.json().at("/calls/bought").asInt()).isPositive();
        for (final CommandLineRun again : List.of(resumed, replay)) {
            assertThat(again.json().path("winner")).isEqualTo(run.json().path("winner"));
            assertThat(again.json().path("test")).isEqualTo(run.json().path("test"));
        }
        assertThat(replay.json().at("/calls/bought").asInt()).isZero();
    }
}
