package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.Request;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.embedded.LlamaServer;
import io.ape4j.model.embedded.TestModels;
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import io.ape4j.prompt.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real llama.cpp server, from the Python package {@code xllamacpp}, with SmolLM2 135M. Both are looked for, never
 * fetched: {@code ape4j.test.python} (a Python that has the package; else {@code ~/.cache/ape4j-test/venv/bin/python})
 * and {@code ape4j.test.smollm2} (the file; else in {@code APE_HOME} or {@code ~/.cache/ape4j/models}).
 */
class LlamaServerIT {
    private static final int CONTEXT = 1024;
    /** Patient, because the machine may be busy with other tests. */
    private static final HostedOptions OPTIONS = HostedOptions.DEFAULT.withTimeout(Duration.ofMinutes(5));

    private static final String SERVE = """
            import sys, xllamacpp
            p = xllamacpp.CommonParams()
            p.model.path = sys.argv[1]
            p.port, p.n_ctx, p.n_parallel = int(sys.argv[2]), int(sys.argv[3]), 1
            p.hostnames = ['127.0.0.1']
            # One thread: with more than the free cores llama.cpp stalls.
            p.cpuparams.n_threads = p.cpuparams_batch.n_threads = 1
            s = xllamacpp.Server(p)
            sys.stdin.read()
            """;

    @TempDir
    static Path folder;

    private static Optional<Process> server = Optional.empty();
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        final Optional<Path> python = LlamaServer.python();
        assumeTrue(python.isPresent(), "SKIPPED a real llama.cpp server: python3, venv or pip is missing");
        final Path model = TestModels.smollm();
        port = freePort();
        server = Optional.of(new ProcessBuilder(
                        python.get().toString(),
                        "-c",
                        SERVE,
                        model.toString(),
                        Integer.toString(port),
                        Integer.toString(CONTEXT))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start());
        awaitServer();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server.isPresent()) {
            server.get().destroy();
            if (!server.get().waitFor(10, TimeUnit.SECONDS)) {
                server.get().destroyForcibly();
            }
        }
    }

    @Test
    void answersWithUsage() {
        try (LanguageModel model = open(OPTIONS)) {
            final Answer answer = model.answer(chat("What is the capital of France?", 24));

            assertThat(answer.text()).isNotBlank();
            assertThat(answer.usage().reported()).isTrue();
            assertThat(answer.usage().inputTokens()).isBetween(10L, 100L);
            assertThat(answer.usage().outputTokens()).isBetween(1L, 24L);
        }
    }

    @Test
    void sameSeedAndSampleGiveTheSameAnswerAndAnotherSampleAnother() {
        final Request request = chat("Write a sentence about the sea.", 24)
                .with(Request.TEMPERATURE, 1.0)
                .with(Request.SEED, 5L);
        try (LanguageModel model = open(OPTIONS)) {
            final String first = model.answer(request).text();

            assertThat(model.answer(request).text()).isEqualTo(first);
            assertThat(model.answer(request.withSample(1)).text()).isNotEqualTo(first);
        }
    }

    @Test
    void stopsAtAStopText() {
        final Request request = chat("Count from 1 to 9 with commas between: 1, 2, 3,", 40);
        try (LanguageModel model = open(OPTIONS)) {
            final String whole = model.answer(request).text();
            final String stopAt = whole.substring(4, 6);
            final Answer stopped = model.answer(request.with(Request.STOP, List.of(stopAt)));

            assertThat(stopped.finish()).isEqualTo(Answer.Finish.STOP);
            assertThat(stopped.text()).isEqualTo(whole.substring(0, whole.indexOf(stopAt)));
        }
    }

    @Test
    void isCutAtTheLimitOfTokens() {
        try (LanguageModel model = open(OPTIONS)) {
            final Answer answer = model.answer(chat("Tell me a long story.", 5));

            assertThat(answer.finish()).isEqualTo(Answer.Finish.LENGTH);
            assertThat(answer.usage().outputTokens()).isEqualTo(5);
        }
    }

    @Test
    void givesLogProbabilities() {
        try (LanguageModel model = open(OPTIONS)) {
            final Answer answer =
                    model.answer(chat("What is the capital of France?", 8).with(Request.LOG_PROBABILITIES, true));

            assertThat(answer.logProbabilities()).isNotEmpty();
            assertThat(answer.logProbability()).isNegative();
        }
    }

    @Test
    void keepsToASchemaAndToAGrammar() {
        final Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("label", Map.of("type", "string", "enum", List.of("good", "bad"))),
                "required",
                List.of("label"),
                "additionalProperties",
                false);
        try (LanguageModel model = open(OPTIONS.withGrammar())) {
            final Answer json =
                    model.answer(chat("Is sunshine good or bad?", 40).with(Request.RESPONSE_FORMAT, schema));
            final Answer word = model.answer(
                    chat("Is sunshine good or bad?", 8).with(Request.GRAMMAR, "root ::= \"zig\" | \"zag\""));

            assertThat(json.text().replaceAll("\\s", "")).matches("\\{\"label\":\"(good|bad)\"}");
            assertThat(word.text()).matches("zig|zag");
        }
    }

    /** The engine reads the label in one batch and the server token by token, which moves the last digits. */
    @Test
    void scoresAGivenAnswerAsTheEmbeddedEngineDoes() {
        final List<Message> question =
                chat("Is sunshine good or bad? Answer in one word.", 1).messages();
        try (LanguageModel server = open(OPTIONS.withScoring(ScoringProtocol.LLAMA_SERVER));
                LanguageModel engine = TestModels.openSmollm()) {
            for (final String label : List.of("Good", "Bad", "Neither of them, no \u2013 \"both\"!")) {
                final Request request = Request.scoreContinuation(question, label);
                final List<TokenLogProbability> ofServer =
                        server.answer(request).logProbabilities();
                final List<TokenLogProbability> ofEngine =
                        engine.answer(request).logProbabilities();

                assertThat(ofServer).as(label).hasSameSizeAs(ofEngine);
                for (int i = 0; i < ofEngine.size(); i++) {
                    assertThat(ofServer.get(i).logProbability())
                            .as("token %d of %s", i, label)
                            .isCloseTo(ofEngine.get(i).logProbability(), within(0.5));
                }
            }
        }
    }

    @Test
    void promptBeyondTheContextIsTheExamplesOwnFailure() {
        try (LanguageModel model = open(OPTIONS)) {
            final Answer answer = model.answer(chat("word ".repeat(3 * CONTEXT), 8));

            assertThat(answer.finish()).isEqualTo(Answer.Finish.CONTEXT_EXCEEDED);
        }
    }

    @Test
    void timeLimitEndsALongAnswerAndTheServerGoesOn() {
        try (LanguageModel hasty = open(OPTIONS.withTimeout(Duration.ofMillis(150)));
                LanguageModel patient = open(OPTIONS)) {
            assertThatExceptionOfType(ModelException.Transient.class)
                    .isThrownBy(() -> hasty.answer(chat("Tell me a very long story.", 300)))
                    .withMessageContaining("within 150 ms");

            assertThat(patient.answer(chat("What is the capital of France?", 8)).text())
                    .isNotEmpty();
        }
    }

    private static Request chat(String text, int maxTokens) {
        return Request.chat(List.of(Message.system("You are helpful."), Message.user(text)), maxTokens);
    }

    private static LanguageModel open(HostedOptions options) {
        return HostedModels.open(
                ModelSpec.parse("openai:smollm2-135m"),
                Map.of("OPENAI_BASE_URL", "http://127.0.0.1:" + port + "/v1"),
                options);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Listening comes before the model is loaded, and only an answer shows that it is. */
    private static void awaitServer() throws Exception {
        final long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < end) {
            assertThat(server.orElseThrow().isAlive())
                    .as("the llama.cpp server lives; see server.log")
                    .isTrue();
            if (isListening()) {
                try (LanguageModel model = open(OPTIONS)) {
                    model.answer(chat("hi", 1));
                    return;
                } catch (ModelException.Transient e) {
                    // Still loading.
                }
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException(
                "the llama.cpp server did not start: " + Files.readString(folder.resolve("server.log")));
    }

    private static boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
