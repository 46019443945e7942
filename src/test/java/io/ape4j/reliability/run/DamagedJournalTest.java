package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.CommandLineRun;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.reliability.run.SmallSearch.Undisturbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 2, as a user sees it; {@link io.ape4j.run.journal.Journal} itself is tested byte by byte beside it. */
class DamagedJournalTest {
    private static final int ANSWERED = 9;
    private static final int STEP = Boolean.getBoolean("ape4j.long") ? 5 : 401;

    @TempDir
    private Path directory;

    private Undisturbed whole;
    private SmallSearch search;
    private byte[] journal;
    private final AtomicBoolean hangs = new AtomicBoolean(true);
    private final StubServer server = SmallSearch.server(number -> number == ANSWERED && hangs.getAndSet(false)
            ? StubReply.error(401, "invalid_api_key", "no such key")
            : null);

    @BeforeEach
    void stopARunInTheMiddle() throws IOException {
        whole = Undisturbed.of(directory, "evolution");
        search = SmallSearch.write(directory.resolve("damaged"), "evolution");
        assertThat(search.ape(server, SmallSearch.start()).code()).isEqualTo(1);
        journal = untilTheLastCall(Files.readAllBytes(search.journal()));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void aTornLastLineIsDroppedNamedInAWarningAndOnlyItsAnswerIsAskedAgain() throws IOException {
        final int lastLine = lastLine(journal);
        for (int end = lastLine + 1; end < journal.length; end += STEP) {
            Files.write(search.journal(), Arrays.copyOf(journal, end));
            final int before = server.requests();

            final CommandLineRun resumed = search.resume(server);

            assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
            assertThat(resumed.err()).contains("warning: " + search.journal() + ":", "not written to its end");
            assertThat(search.exports()).isEqualTo(whole.exports());
            assertThat(server.requests() - before).isEqualTo(whole.answers() - (ANSWERED - 1));
        }
    }

    @Test
    void aReplayNamesATornLineToo() throws IOException {
        Files.write(search.journal(), Arrays.copyOf(journal, journal.length - 3));

        final CommandLineRun replayed = search.ape(server, "replay", SmallSearch.NAME);

        assertThat(replayed.err()).contains("warning: " + search.journal() + ":");
        assertThat(search.journal()).hasBinaryContent(Arrays.copyOf(journal, journal.length - 3));
    }

    @Test
    void aFlippedBitInTheMiddleIsNamedByFileAndLineAndNothingGoesOn() throws IOException {
        final int before = server.requests();
        for (int at = 3; at < lastLine(journal); at += STEP) {
            final byte[] damaged = journal.clone();
            damaged[at] ^= 4;
            Files.write(search.journal(), damaged);

            final CommandLineRun resumed = search.resume(server);
            final CommandLineRun replayed = search.ape(server, "replay", SmallSearch.NAME);

            assertThat(resumed.code()).as("byte %s", at).isEqualTo(1);
            assertThat(resumed.err()).contains(search.journal() + ":").doesNotContain("\tat ");
            assertThat(replayed.code()).as("byte %s", at).isEqualTo(1);
            assertThat(replayed.err()).contains(search.journal() + ":");
            assertThat(search.journal()).hasBinaryContent(damaged);
        }
        assertThat(server.requests()).isEqualTo(before);
    }

    /** As a process leaves it that was killed just after it recorded an answer. */
    private static byte[] untilTheLastCall(byte[] journal) {
        byte[] left = journal;
        while (!new String(left, lastLine(left), 24, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("\"type\":\"call\"")) {
            left = Arrays.copyOf(left, lastLine(left));
        }
        return left;
    }

    private static int lastLine(byte[] bytes) {
        int i = bytes.length - 2;
        while (i >= 0 && bytes[i] != '\n') {
            i--;
        }
        return i + 1;
    }
}
