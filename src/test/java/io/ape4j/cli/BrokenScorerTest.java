package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubRequest;
import io.ape4j.model.hosted.StubServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Case 16 of the reliability list through the real command line: a scorer that breaks in the middle of a search. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class BrokenScorerTest {
    private static final int BREAKS_AT_REQUEST = 25;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo '{"score": NaN}'|answered the score NaN
            echo '{"score": 7}'|answered the score 7.0
            echo '{"score": 0}'; exec <&-; sleep 9|closed its input or output before it answered
            sleep 30|did not answer within 2 s
            echo oops >&2; exit 3|ended with exit status 3 before it answered; its last words: oops
            head -c 3000000 /dev/zero|flooded""")
    void case16AScorerThatBreaksIsNamedAndTheRunGoesOnOnceItIsMended(String broken, String said) throws IOException {
        final Path flag = directory.resolve("broken");
        final Path task = ParityTask.write(directory.resolve("parity"), 60);
        Files.writeString(directory.resolve("scorer.sh"), """
                while read -r line; do
                  if [ -e %s ]; then %s; continue; fi
                  case "$line" in
                    *'"references":["even"],"answer":"even"'*|*'"references":["odd"],"answer":"odd"'*) echo '{"score":1}';;
                    *) echo '{"score":0}';;
                  esac
                done
                """.formatted(flag, broken));
        Files.writeString(task.resolve("task.yaml"), """
                name: parity
                fields: [box]
                examples: examples.jsonl
                output: {maxTokens: 7}
                metric: {type: command, command: [sh, %s], timeoutSeconds: 2, binary: true}
                """.formatted(directory.resolve("scorer.sh")));
        try (StubServer server = ParityTask.serve(request -> answer(request, flag))) {
            final CommandLineRun stopped =
                    ape(server, "search", "parity", "--model", "openai:stub", "--max-calls", "60", "--yes");

            assertThat(stopped.code()).as(stopped.err()).isEqualTo(1);
            assertThat(stopped.err()).contains("the scorer [sh, ", said).doesNotContain("\tat ");
            final int bought = server.requests();
            Files.delete(flag);
            Files.writeString(directory.resolve("mended"), "");
            final CommandLineRun resumed = ape(server, "resume", "parity", "--yes");

            assertThat(resumed.code()).as(resumed.err()).isIn(0, 3);
            assertThat(server.requests()).isGreaterThan(bought);
            assertThat(server.log().stream().map(request -> request.body().toString()))
                    .doesNotHaveDuplicates();
        }
    }

    private StubReply answer(StubRequest request, Path flag) {
        if (request.number() == BREAKS_AT_REQUEST && !Files.exists(directory.resolve("mended"))) {
            try {
                Files.writeString(flag, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return StubReply.text(ParityTask.answer(request));
    }

    private CommandLineRun ape(StubServer server, String... arguments) {
        return CommandLineRun.of(directory, ParityTask.environment(server, directory.resolve("home")), arguments);
    }
}
