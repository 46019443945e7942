package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.embedded.TestModels;
import java.io.IOException;
import java.nio.file.Path;
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
}
