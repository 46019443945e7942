package io.ape4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.search.Candidate;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    @Test
    void plainLinesTellPhasesTheBestAndNowAndThenHowFarItIs() {
        final Progress progress = new Progress(terminal(false), () -> now, 40);

        progress.phase("propose", 0);
        progress.asking(10);
        for (int i = 0; i < 10; i++) {
            now += 2 * SECOND;
            progress.answered(call(i < 4 ? Call.Source.CACHED : Call.Source.BOUGHT));
        }
        progress.phase("race", 1);
        progress.best(candidate("Say\neven or odd."), 0.75, 4);
        progress.close();

        assertThat(shown()).isEqualTo("""
                        propose: 0/40 calls, 0:00
                        propose: 5/40 calls (4 not bought), 0:10
                        propose: 10/40 calls (4 not bought), 0:20, about 1:00 left
                        race generation 1: 10/40 calls (4 not bought), 0:20, about 1:00 left
                        race generation 1: 10/40 calls (4 not bought), 0:20, about 1:00 left; best 0.75 on 4 examples: Say even or odd.
                        """);
    }

    @Test
    void whoLedBeforeTheFinalsIsNotShownAfterThem() {
        final Progress progress = new Progress(terminal(false), () -> now, 0);

        progress.phase("race", 1);
        progress.best(candidate("Say even."), 1, 1);
        progress.phase("finals", 0);
        progress.best(candidate("Say odd."), 0.9, 20);
        progress.phase("confirm", 0);
        progress.close();

        assertThat(shown()).isEqualTo("""
                        race generation 1: 0 calls, 0:00
                        race generation 1: 0 calls, 0:00; best 1.00 on 1 example: Say even.
                        finals: 0 calls, 0:00
                        finals: 0 calls, 0:00; best 0.90 on 20 examples: Say odd.
                        confirm: 0 calls, 0:00; best 0.90 on 20 examples: Say odd.
                        """);
    }

    @Test
    void aTerminalIsRedrawnAndLeftClean() {
        final Progress progress = new Progress(terminal(true), () -> now, 40);

        progress.phase("race", 2);
        progress.best(candidate("Say \u001b[2J it."), 0.5, 8);
        progress.close();

        assertThat(shown()).contains("[------------------------] race generation 2: 0/40 calls");
        assertThat(shown()).doesNotContain("\u001b[2J").endsWith("\r\u001b[2A\u001b[J");
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Terminal terminal(boolean live) {
        final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, InputStream.nullInputStream(), live, false);
    }

    private static Call call(Call.Source source) {
        final Request request = Request.chat(List.of(Message.user("x")), 4);
        return new Call(
                CallKey.of(new ModelIdentity("p", "", "m", Map.of(), true), request),
                ModelRole.EXECUTOR,
                request,
                Answer.of("y", Answer.Finish.STOP, Usage.NONE),
                BigDecimal.ZERO,
                Duration.ZERO,
                source);
    }

    private static Candidate candidate(String instruction) {
        final PromptTemplate template = PromptTemplate.standard(List.of("input"), Layout.USER, DemonstrationsAs.TEXT);
        return new Candidate(
                0, Prompt.ofInstruction(template, instruction), new Candidate.Lineage(List.of(), "forward", 0));
    }
}
