package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.cli.CommandLineRun;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.reliability.run.SmallSearch.Undisturbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RELIABILITY 6, and 1 under signals: Ctrl-C or SIGTERM while any request is in flight. The short form takes some
 * requests of a search, each signal others; the long one all.
 */
@DisabledOnOs(OS.WINDOWS)
class SignalTest {
    private static final boolean LONG = Boolean.getBoolean("ape4j.long");
    private static final int STEP = LONG ? 1 : 7;
    private static final String HEARD = "stopping: what is in flight is still recorded";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"INT, evolution, 0", "TERM, evolution, 3", "INT, ape, 5", "TERM, ape, 1"})
    void oneSignalRecordsWhatIsInFlightExportsTheBestSoFarAndEndsWith130(String signal, String strategy, int from)
            throws Exception {
        final Undisturbed whole = Undisturbed.of(directory, strategy);

        InPairs.forEach(
                IntStream.iterate(LONG ? 0 : from, n -> n < whole.answers(), n -> n + STEP),
                n -> signalledOnce(signal, strategy, n, whole));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void theSecondSignalStopsAtOnceAndTheRunIsResumable(String signal) throws Exception {
        final Undisturbed whole = Undisturbed.of(directory, "evolution");

        InPairs.forEach(
                IntStream.iterate(LONG || signal.equals("INT") ? 2 : 6, n -> n < whole.answers(), n -> n + STEP),
                n -> signalledTwice(signal, n, whole));
    }

    private void signalledOnce(String signal, String strategy, int n, Undisturbed whole) throws IOException {
        final SmallSearch search = SmallSearch.write(directory.resolve(signal + n), strategy);
        final CompletableFuture<ApeProcess> child = new CompletableFuture<>();
        try (StubServer server = SmallSearch.server(number -> {
            if (number == n) {
                child.join().signal(signal);
                child.join().awaitErr(HEARD);
            }
            return null;
        })) {
            final int code = start(search, server, child);

            assertThat(code).as("%s at request %s", signal, n).isEqualTo(130);
            assertThat(search.journaled()).as("in flight, and recorded").isEqualTo(n + 1L);
            assertThat(search.exports()).as("best so far").hasSameSizeAs(whole.exports());
            assertThat(new JsonMapper()
                            .readTree(Files.readString(search.run().resolve("result.json")))
                            .path("verdict")
                            .asText())
                    .isEqualTo("unconfirmed");
            assertThat(search.exports().get("exports/md/prompt.md")).contains("the test examples were not read");

            resume(search, server, whole);
            assertThat(server.requests()).as("bought once").isEqualTo(whole.answers());
        }
    }

    private void signalledTwice(String signal, int n, Undisturbed whole) throws IOException {
        final SmallSearch search = SmallSearch.write(directory.resolve("twice" + n), "evolution");
        final CompletableFuture<ApeProcess> child = new CompletableFuture<>();
        try (StubServer server = SmallSearch.server(number -> {
            if (number != n) {
                return null;
            }
            child.join().signal(signal);
            child.join().awaitErr(HEARD);
            child.join().signal(signal);
            return new StubReply.Hang(false);
        })) {
            final int code = start(search, server, child);

            assertThat(code).as("%s twice at request %s", signal, n).isEqualTo(130);
            assertThat(search.journaled()).isEqualTo(n);
            assertThat(child.join().err()).contains("stopped at once; go on with: ape resume ");
            saysHowToGoOn(search);

            resume(search, server, whole);
            assertThat(server.requests()).as("that in flight again").isEqualTo(whole.answers() + 1);
        }
    }

    private void saysHowToGoOn(SmallSearch search) {
        final CommandLineRun export = CommandLineRun.of(
                search.directory(), Map.of(), "export", search.run().toString(), "--format", "txt");

        assertThat(export.code()).isEqualTo(1);
        assertThat(export.err()).contains("was stopped before it could end", "go on with: ape resume ");
    }

    private static int start(SmallSearch search, StubServer server, CompletableFuture<ApeProcess> child)
            throws IOException {
        try (ApeProcess process =
                ApeProcess.start(search.directory(), search.environment(server), SmallSearch.start())) {
            child.complete(process);
            return process.waitFor();
        }
    }

    private static void resume(SmallSearch search, StubServer server, Undisturbed whole) throws IOException {
        final CommandLineRun resumed = search.resume(server);

        assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
        assertThat(search.exports()).isEqualTo(whole.exports());
    }
}
