package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --prefer} of {@code search} and {@code optimize}. */
class PreferOptionTest extends ParityCommands {
    @BeforeEach
    void writePrompts() throws IOException {
        Files.writeString(directory.resolve("mine.txt"), "Look at the box, and think of it.\n\n{{box}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shortest-within 1%", "shortest-within|1%"})
    void itIsTakenInQuotesOrWithoutThem(String preference) throws IOException {
        final CommandLineRun run = run("--prefer|" + preference + "|search|parity");

        assertThat(run.code()).as(run.err()).isIn(0, 3);
        assertThat(new JsonMapper()
                        .readTree(directory.resolve("runs/parity/run.json").toFile())
                        .at("/parameters/goal/prefer/kind")
                        .asText())
                .isEqualTo("SHORTEST");
        assertThat(run.out()).contains("\nfront     ").contains("(the winner)");
    }

    @Test
    void itIsTakenByOptimizeAndLeavesThePathsBehindItAlone() {
        final CommandLineRun run = run("--prefer|best|optimize|--prompt|mine.txt|parity");

        assertThat(run.code()).as(run.err()).isIn(0, 3);
        assertThat(run.out()).doesNotContain("\nfront     ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prefer|short|search|parity", "--prefer|shortest-within 200%|search|parity"})
    void anythingElseIsRefusedBeforeAnyCall(String arguments) {
        final CommandLineRun run = run(arguments);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("prefer");
        assertThat(server.requests()).isZero();
    }

    /** The command goes first, the option behind it, then its operands. */
    private CommandLineRun run(String arguments) {
        final List<String> all = new ArrayList<>(List.of(arguments.split("\\|")));
        final int command = Math.max(all.indexOf("search"), all.indexOf("optimize"));
        all.add(0, all.remove(command));
        all.addAll(List.of("--model", "openai:stub", "--max-calls", "60", "--yes"));
        return ape(all.toArray(String[]::new));
    }
}
