package io.ape4j.cli;

import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands in a folder that holds the task {@code parity}, before a server that answers as {@link ParityTask} has it. */
abstract class ParityCommands {
    private static final int EXAMPLES = 90;

    @TempDir
    Path directory;

    StubServer server;

    @BeforeEach
    final void serveParity() throws IOException {
        server = ParityTask.serve();
        ParityTask.write(directory.resolve("parity"), EXAMPLES);
    }

    @AfterEach
    final void closeServer() {
        server.close();
    }

    final CommandLineRun ape(String... arguments) {
        return CommandLineRun.of(directory, ParityTask.environment(server, directory.resolve("home")), arguments);
    }
}
