package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.CommandLineRun;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.reliability.run.SmallSearch.Undisturbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * RELIABILITY 5: what a run was started with must be what it is resumed with. {@link io.ape4j.ResumeTest} has the same
 * for a metric's version, {@code SameNameTest} for a model file.
 */
class ChangedRunTest {
    private static final int ANSWERED = 8;

    @TempDir
    private static Path shared;

    private static Undisturbed whole;

    @TempDir
    private Path directory;

    private SmallSearch search;
    private final AtomicBoolean refuses = new AtomicBoolean(true);
    private final StubServer server = SmallSearch.server(number ->
            number >= ANSWERED && refuses.get() ? StubReply.error(401, "invalid_api_key", "no such key") : null);

    @BeforeAll
    static void runUndisturbed() throws IOException {
        whole = Undisturbed.of(shared, "evolution");
    }

    @BeforeEach
    void stopARunInTheMiddle() throws IOException {
        search = SmallSearch.write(directory, "evolution");
        final CommandLineRun stopped = search.ape(server, SmallSearch.start());
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(1);
        refuses.set(false);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            boxes/examples.jsonl | box 4         | crate 4        | none -> [crate 4] = [even] (select)
            boxes/examples.jsonl | "split": "test" | "split": "select" | (test) ->
            boxes/task.yaml      | Look at the box. | Weigh the box. | "instruction":"Weigh the box."
            boxes/task.yaml      | maxTokens: 7  | maxTokens: 8   | task.output.maxTokens: 7 -> 8
            boxes/task.yaml      | lower-case]   | lower-case, strip-punctuation] | metric
            small.yaml           | strategy: evolution | strategy: ape | strategy: "evolution" -> "ape"
            small.yaml           | offspring: 2  | offspring: 3   | parameters.offspring: 2 -> 3
            small.yaml           | task: boxes   | seed: 5\\ntask: boxes | seed: 1 -> 5
            small.yaml           | openai:stub   | openai:other   | models.EXECUTOR.name: "stub" -> "other"
            """)
    void aChangeOfTaskConfigMetricOrModelIsRefusedAndShown(String file, String from, String to, String shown)
            throws IOException {
        final Path path = search.directory().resolve(file);
        final String before = Files.readString(path);
        final String journal = Files.readString(search.journal());
        final int asked = server.requests();

        Files.writeString(path, before.replace(from, to.replace("\\n", "\n")));
        final CommandLineRun refused = search.resume(server);
        final CommandLineRun replayed = search.ape(server, "replay", SmallSearch.NAME, "--json");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("can't be resumed", shown).doesNotContain("\tat ");
        assertThat(replayed.json().path("verdict").asText())
                .as("replay reads the run's own snapshot")
                .isEqualTo("unconfirmed");
        assertThat(Files.readString(search.journal())).isEqualTo(journal);
        assertThat(server.requests()).isEqualTo(asked);

        Files.writeString(path, before);
        assertResumes();
    }

    @Test
    void anotherServerUnderTheSameNameIsAnotherModel() throws IOException {
        try (StubServer other = SmallSearch.server()) {
            final CommandLineRun refused = search.resume(other);

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("models.EXECUTOR.endpoint: \"http://127.0.0.1:" + server.port())
                    .contains("-> \"http://127.0.0.1:" + other.port());
            assertThat(other.requests()).isZero();
        }
        assertResumes();
    }

    @Test
    void whereTheFilesAreGoneTheRunsOwnSnapshotIsUsed() throws IOException {
        Files.delete(search.directory().resolve("small.yaml"));
        Files.delete(search.directory().resolve("boxes/task.yaml"));

        final CommandLineRun resumed = search.resume(server);

        assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
        assertThat(resumed.err()).contains("the run's own snapshot is used");
        assertThat(whole.exports()).containsAllEntriesOf(search.exports());
    }

    private void assertResumes() throws IOException {
        final CommandLineRun resumed = search.resume(server);

        assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
        assertThat(search.exports()).isEqualTo(whole.exports());
        assertThat(server.requests()).isEqualTo(whole.answers() + 1);
    }
}
