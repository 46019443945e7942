package io.ape4j.cli.board;

import static io.ape4j.cli.board.Heards.SECOND;
import static io.ape4j.cli.board.Heards.candidate;
import static io.ape4j.cli.board.Heards.leader;
import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Golden;
import io.ape4j.cli.terminal.Screen;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.cli.terminal.TerminalSize;
import io.ape4j.model.Call;
import io.ape4j.model.ModelRole;
import io.ape4j.model.pipeline.Caps;
import io.ape4j.search.Candidate;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on the screen, in files that somebody has looked at. */
class BoardTextTest {
    private static final Caps CAPS = Caps.NONE
            .withCalls(200)
            .withTokens(100_000)
            .withCost(new BigDecimal("0.50"))
            .withWallClock(Duration.ofMinutes(10));

    private long now;

    @ParameterizedTest
    @CsvSource({"40, 24", "80, 24", "140, 40", "80, 14"})
    void theBoardInTheMidstOfASearch(int columns, int rows) {
        final List<String> shown = frame(CAPS, true, columns, rows, false);

        Golden.check(getClass(), "board-" + columns + "x" + rows + ".txt", String.join("\n", shown) + "\n");
    }

    @Test
    void whereNothingIsLimitedThereAreNoBars() {
        final List<String> shown = frame(Caps.NONE.withCalls(200), false, 80, 24, false);

        Golden.check(getClass(), "board-unlimited.txt", String.join("\n", shown) + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 41, 79, 80, 200})
    void noLineReachesTheLastColumn(int columns) {
        final List<String> shown = frame(CAPS, true, columns, 30, false);

        assertThat(shown).allSatisfy(line -> assertThat(Line.columns(line)).isLessThan(columns));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 10, 30})
    void whatDoesNotFitIsLeftOutFromTheEnd(int rows) {
        final List<String> shown = frame(CAPS, true, 80, rows, false);

        assertThat(shown.get(0)).startsWith("race, generation 3");
        assertThat(shown.subList(0, Math.min(6, shown.size())))
                .isEqualTo(frame(CAPS, true, 80, 60, false).subList(0, Math.min(6, shown.size())));
    }

    @Test
    void coloursAddNothingButColours() {
        final List<String> coloured = frame(CAPS, true, 80, 24, true);

        assertThat(coloured).anySatisfy(line -> assertThat(line).contains("\u001b[32m{+"));
        assertThat(coloured.stream()
                        .map(line -> line.replaceAll("\u001b\\[[0-9]+m", ""))
                        .toList())
                .isEqualTo(frame(CAPS, true, 80, 24, false));
    }

    @Test
    void theConfirmationIsCountedByItself() {
        final Progress progress = progress(CAPS, 80, 24, false, new ByteArrayOutputStream());
        final Heards search = new Heards();
        progress.phase("race", 0);
        search.answer(progress, Call.Source.BOUGHT);

        progress.phase("confirm", 0);
        progress.asking(60);
        search.answer(progress, Call.Source.BOUGHT);

        assertThat(progress.lines().get(1)).endsWith("] 1 of 60");
    }

    private List<String> frame(Caps caps, boolean retries, int columns, int rows, boolean coloured) {
        final Progress progress = progress(caps, columns, rows, coloured, new ByteArrayOutputStream());
        final Candidate first =
                candidate(4, "Write the date of the text in ISO form, and nothing else at all.", "forward");
        final Candidate second = candidate(
                17, "Write the ISO 8601 date (YYYY-MM-DD) of the text, and nothing else at all.", "paraphrase", 4);
        final Candidate third =
                candidate(18, "日付を ISO 8601 形式で\u202e書いてください。\u001b[2J" + "それ以外は書かないでください。".repeat(5), "cross", 17, 4);
        final Heards search = new Heards();
        progress.phase("propose", 0);
        for (int i = 0; i < 82; i++) {
            now += SECOND / 2;
            search.answer(progress, i % 7 == 0 ? Call.Source.CACHED : Call.Source.BOUGHT);
        }
        progress.phase("race", 3);
        List.of(first, second, third).forEach(progress::candidate);
        if (retries) {
            progress.retrying(ModelRole.EXECUTOR, Duration.ofSeconds(12));
        }
        progress.leading(List.of(
                leader(second, 0.8125, 64, 0.7, 0.89),
                leader(third, 0.79, 48, 0.65, 0.88),
                leader(first, 0.7, 64, 0.58, 0.8)));
        return progress.lines();
    }

    private Progress progress(Caps caps, int columns, int rows, boolean coloured, ByteArrayOutputStream err) {
        final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Progress(
                new Terminal(
                        stream,
                        stream,
                        InputStream.nullInputStream(),
                        new Screen(stream, () -> new TerminalSize(columns, rows)),
                        new Terminal.Abilities(true, coloured, false)),
                () -> now,
                caps);
    }
}
