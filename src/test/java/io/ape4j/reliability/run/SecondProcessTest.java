package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.CommandLineRun;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.reliability.run.SmallSearch.Undisturbed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 4: while one process works on a run, another that resumes it is refused. */
@DisabledOnOs(OS.WINDOWS)
class SecondProcessTest {
    @TempDir
    private Path directory;

    @Test
    void aSecondProcessOnARunIsRefusedNamingTheFirstOnesPidAndChangesNothing() throws Exception {
        final Undisturbed whole = Undisturbed.of(directory, "evolution");
        final SmallSearch search = SmallSearch.write(directory.resolve("held"), "evolution");
        final CompletableFuture<Void> reached = new CompletableFuture<>();
        final int held = 5;
        try (StubServer server = SmallSearch.server(number -> {
                    if (number != held) {
                        return null;
                    }
                    reached.complete(null);
                    return new StubReply.Hang(false);
                });
                ApeProcess first =
                        ApeProcess.start(search.directory(), search.environment(server), SmallSearch.start())) {
            reached.join();
            final String journal = Files.readString(search.journal());

            final CommandLineRun second = search.resume(server);

            assertThat(second.code()).isEqualTo(1);
            assertThat(second.err()).contains("in use by process " + first.pid(), "wait until it ends, or stop it");
            assertThat(Files.readString(search.journal())).isEqualTo(journal);
            assertThat(server.requests()).isEqualTo(held + 1);

            first.kill();
            final CommandLineRun after = search.resume(server);
            assertThat(after.code()).as(after.err()).isIn(0, 3);
            assertThat(search.exports()).isEqualTo(whole.exports());
        }
    }
}
