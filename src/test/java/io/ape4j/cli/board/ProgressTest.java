package io.ape4j.cli.board;

import static io.ape4j.cli.board.Heards.SECOND;
import static io.ape4j.cli.board.Heards.candidate;
import static io.ape4j.cli.board.Heards.leader;
import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.terminal.Screen;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.cli.terminal.TerminalSize;
import io.ape4j.model.Call;
import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.Caps;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Heards search = new Heards();
    private long now;

    @Test
    void plainLinesTellPhasesTheBestAndNowAndThenHowFarItIs() {
        final Progress progress = new Progress(terminal(false), () -> now, Caps.NONE.withCalls(40));

        progress.phase("propose", 0);
        progress.asking(10);
        for (int i = 0; i < 10; i++) {
            now += 2 * SECOND;
            search.answer(progress, i < 4 ? Call.Source.CACHED : Call.Source.BOUGHT);
        }
        progress.phase("race", 1);
        progress.retrying(ModelRole.EXECUTOR, Duration.ofSeconds(1));
        progress.leading(List.of(leader(candidate(0, "Say\neven or odd.", "forward"), 0.75, 4, 0.3, 0.95)));
        progress.close();

        assertThat(shown()).isEqualTo("""
                        propose: 0/40 calls, 0:00
                        propose: 5/40 calls (4 not bought), 0:10, about 1:10 left
                        propose: 10/40 calls (4 not bought), 0:20, about 1:00 left
                        race generation 1: 10/40 calls (4 not bought), 0:20, about 1:00 left
                        race generation 1: 10/40 calls (4 not bought), 1 retry, 0:20, about 1:00 left; best 0.75 (0.30 to 0.95) on 4 examples: Say even or odd.
                        """);
    }

    @Test
    void whoLedBeforeTheFinalsIsNotShownAfterThem() {
        final Progress progress = new Progress(terminal(false), () -> now, Caps.NONE);

        progress.phase("race", 1);
        progress.leading(List.of(leader(candidate(0, "Say even.", "forward"), 1, 1, 0.2, 1)));
        progress.phase("finals", 0);
        progress.leading(List.of(leader(candidate(1, "Say odd.", "forward"), 0.9, 20, 0.7, 0.97)));
        progress.phase("confirm", 0);
        progress.close();

        assertThat(shown()).isEqualTo("""
                        race generation 1: 0 calls, 0:00
                        race generation 1: 0 calls, 0:00; best 1.00 (0.20 to 1.00) on 1 example: Say even.
                        finals: 0 calls, 0:00
                        finals: 0 calls, 0:00; best 0.90 (0.70 to 0.97) on 20 examples: Say odd.
                        confirm: 0 calls, 0:00; best 0.90 (0.70 to 0.97) on 20 examples: Say odd.
                        """);
    }

    @Test
    void aTerminalIsLeftCleanWithItsCursorShownAndNothingIsDrawnLater() {
        final Progress progress = new Progress(terminal(true), () -> now, Caps.NONE.withCalls(40));

        progress.phase("race", 2);
        progress.leading(List.of(leader(candidate(0, "Say \u001b[2J it.", "forward"), 0.5, 8, 0.2, 0.8)));
        progress.close();
        now += SECOND;
        progress.tick();
        progress.phase("confirm", 0);

        assertThat(shown())
                .contains("race, generation 2", "Say \\u001b[2J it.")
                .doesNotContain("\u001b[2J", "confirm")
                .startsWith("\u001b[?25l")
                .endsWith("\r\u001b[J\u001b[?7h\u001b[?25h");
    }

    @Test
    void quietShowsNothing() {
        final Progress progress = Progress.start(terminal(true), Caps.NONE, true);

        progress.phase("race", 0);
        progress.raced(4, 0, 0.05);
        progress.leading(List.of(leader(candidate(0, "Say it.", "forward"), 0.5, 8, 0.2, 0.8)));
        progress.close();

        assertThat(shown()).isEmpty();
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Terminal terminal(boolean live) {
        final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Terminal(
                stream,
                stream,
                InputStream.nullInputStream(),
                new Screen(stream, () -> TerminalSize.STANDARD),
                new Terminal.Abilities(live, false, false));
    }
}
