package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.terminal.Screen;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.cli.terminal.TerminalSize;
import io.ape4j.model.hosted.StubServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sits at the terminal, and the model costs money. */
class ConsentTest {
    private static final String QUESTION = "This asks models that cost money. Go on? [y/N] ";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private final StubServer server = ParityTask.serve();

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        ParityTask.write(folder.resolve("parity"), 30);
        Files.writeString(folder.resolve("prices.yaml"), """
                models:
                  - model: openai:stub
                    inputPerMillion: 0.15
                    outputPerMillion: 0.60
                """);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", "maybe\n", ""})
    void withoutAYesNothingIsAsked(String answer) {
        assertThat(search(answer)).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith(QUESTION + "ape: nothing was asked\n");
        assertThat(server.requests()).isZero();
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void aYesIsEnough() {
        assertThat(search("Yes\n")).isIn(0, 3);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains(QUESTION);
        assertThat(server.requests()).isPositive();
    }

    private int search(String answer) {
        final PrintStream screen = new PrintStream(err, true, StandardCharsets.UTF_8);
        final Terminal terminal = new Terminal(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                screen,
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                new Screen(screen, () -> TerminalSize.STANDARD),
                new Terminal.Abilities(false, false, true));
        return Main.run(
                new String[] {
                    "search", "parity", "--model", "openai:stub", "--prices", "prices.yaml", "--max-calls", "40"
                },
                new Surroundings(terminal, ParityTask.environment(server, folder.resolve("home")), folder));
    }
}
