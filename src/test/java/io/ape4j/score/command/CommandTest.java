package io.ape4j.score.command;

import static io.ape4j.score.Scoring.example;
import static io.ape4j.score.Scoring.spec;
import static io.ape4j.score.Scoring.task;
import static io.ape4j.score.Scoring.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.ModelException;
import io.ape4j.model.asking.Asking;
import io.ape4j.score.Metric;
import io.ape4j.score.MetricException;
import io.ape4j.score.Metrics;
import io.ape4j.score.Score;
import io.ape4j.task.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real programs: shell scripts. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CommandTest {
    @TempDir
    private Path folder;

    @Test
    void scoresWithTheProgramsAnswer() {
        try (Metric metric = metric("while read -r l; do echo '{\"score\": 0.5, \"feedback\": \"so-so\"}'; done")) {
            final Score score = scored(metric, example("x"), "y");

            assertThat(score.value()).isEqualTo(0.5);
            assertThat(score.feedback()).isEqualTo("so-so");
        }
    }

    @Test
    void sendsFieldsReferencesAndTheAnswerOnOneLine() throws Exception {
        final Path seen = folder.resolve("seen");
        try (Metric metric =
                metric("while read -r l; do printf '%s' \"$l\" > " + seen + "; echo '{\"score\":1}'; done")) {
            scored(metric, example("r1", "r2"), "line 1\nline \"2\"");
        }

        assertThat(seen)
                .hasContent("{\"fields\":{\"text\":\"an input\"},\"references\":[\"r1\",\"r2\"],"
                        + "\"answer\":\"line 1\\nline \\\"2\\\"\"}");
    }

    @Test
    void keepsOneProcessForManyAnswersFromManyThreads() {
        final Path starts = folder.resolve("starts");
        try (Metric metric = metric("echo start >> " + starts + "; while read -r l; do echo '{\"score\":1}'; done")) {
            final double sum = IntStream.range(0, 200)
                    .parallel()
                    .mapToDouble(i -> scored(metric, example("x"), "y").value())
                    .sum();

            assertThat(sum).isEqualTo(200);
        }
        assertThat(starts).hasContent("start");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            read -r l; sleep 30|did not answer within 2 s
            sleep 30|did not answer within 2 s
            read -r l; echo oops >&2; exit 3|ended with exit status 3 before it answered; its last words: oops
            exit 0|ended with exit status 0
            read -r l; exec 1>&-; sleep 30|closed its input or output
            read -r l; echo '{"score": NaN}'; cat|answered the score NaN; a score is a number in [0, 1]
            read -r l; echo '{"score": 1.5}'; cat|answered the score 1.5
            read -r l; echo '{"score": "1"}'; cat|answered the score "1"
            read -r l; echo '{}'; cat|answered no score; a score is a number
            read -r l; echo '{"score": 1, "feedbak": ""}'; cat|unknown field "feedbak"
            read -r l; echo 'Loading model'; cat|answered what is no JSON: Loading model
            read -r l; head -c 3000000 /dev/zero; sleep 30|flooded""")
    void aProgramThatMisbehavesIsNamedAndEnded(String script, String expected) {
        try (Metric metric =
                metric("echo $$ > " + folder.resolve("pid") + "; " + script, expected.contains("within") ? 2 : 30)) {
            assertThatThrownBy(() -> scored(metric, example("x"), "y"))
                    .isInstanceOf(MetricException.class)
                    .hasMessageStartingWith("the scorer [sh, -c, ")
                    .hasMessageContaining(expected);
        }
        assertEnded();
    }

    @Test
    void aProgramThatWritesUnaskedIsRefused() {
        try (Metric metric = metric("while read -r l; do echo '{\"score\":1}'; echo more; done")) {
            scored(metric, example("x"), "y");

            assertThatThrownBy(() -> IntStream.range(0, 50).forEach(i -> scored(metric, example("x"), "y")))
                    .isInstanceOf(MetricException.class)
                    .hasMessageContaining("more");
        }
    }

    @Test
    void aProgramThatTakesNoInputTimesOutEvenForALongAnswer() {
        try (Metric metric = metric("sleep 30", 2)) {
            assertThatThrownBy(() -> scored(metric, example("x"), "y".repeat(1_000_000)))
                    .isInstanceOf(MetricException.class)
                    .hasMessageContaining("did not answer within 2 s");
        }
    }

    @Test
    void startsAgainAfterAFailure() {
        final Path flag = folder.resolve("flag");
        try (Metric metric = metric("if [ -e " + flag + " ]; then while read -r l; do echo '{\"score\":1}'; done; fi; "
                + "touch " + flag)) {
            assertThatThrownBy(() -> scored(metric, example("x"), "y")).isInstanceOf(MetricException.class);

            assertThat(scored(metric, example("x"), "y").value()).isEqualTo(1);
        }
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        try (Metric metric = Metrics.of(task(spec("command", Map.of("command", List.of("no-such-program"))), "x"))) {
            assertThatThrownBy(() -> scored(metric, example("x"), "y"))
                    .isInstanceOf(MetricException.class)
                    .hasMessageContaining("[no-such-program] can't be started")
                    .hasMessageContaining("mend metric option command");
        }
    }

    @Test
    void closingEndsTheProgramAndAllItStarted() {
        final Metric metric = metric("echo $$ > " + folder.resolve("pid")
                + "; trap '' TERM; while read -r l; do echo '{\"score\":1}'; done; sleep 30");
        scored(metric, example("x"), "y");

        metric.close();

        assertEnded();
        assertThatThrownBy(() -> scored(metric, example("x"), "y")).hasMessageContaining("was closed");
    }

    @Test
    void aPromiseOfZeroOrOneIsHeld() {
        final Map<String, Object> options = Map.of(
                "binary", true, "command", List.of("sh", "-c", "while read -r l; do echo '{\"score\":0.5}'; done"));
        try (Metric metric = Metrics.of(task(spec("command", options), "x"))) {
            assertThat(metric.isBinary()).isTrue();
            assertThatThrownBy(() -> scored(metric, example("x"), "y")).hasMessageContaining("binary: true");
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        try (Metric metric = metric("sleep 30")) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> scored(metric, example("x"), "y")).isInstanceOf(ModelException.Interrupted.class);
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    /** As a run asks it. */
    private static Score scored(Metric metric, Example example, String answer) {
        final Asking.Ask<Score> ask = (Asking.Ask<Score>) metric.score(example, answer);
        return value(ask.next().apply(metric.program().orElseThrow().answer(ask.request())));
    }

    private void assertEnded() {
        final Path file = folder.resolve("pid");
        assertThat(file).exists();
        final long pid = pid(file);
        ProcessHandle.of(pid)
                .ifPresent(process -> process.onExit()
                        .orTimeout(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)
                        .join());
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    private static long pid(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Metric metric(String script) {
        return metric(script, 30);
    }

    private static Metric metric(String script, int timeoutSeconds) {
        final Map<String, Object> options =
                Map.of("command", List.of("sh", "-c", script), "timeoutSeconds", timeoutSeconds);
        return Metrics.of(task(spec("command", options), "x"));
    }
}
