package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.Request;
import io.ape4j.prompt.Message;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RELIABILITY 7, 8, 10 and 18, seen from one attempt at a server that misbehaves. */
class HostedFailuresTest {
    private static final Request REQUEST = Request.chat(List.of(Message.user("hello")), 16);
    private static final String GOOD_START = "{\"id\":\"1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assis";

    @ParameterizedTest
    @EnumSource
    void retryAfterInSecondsIsKept(StubProtocol protocol) {
        final ModelException.Transient problem = transientFrom(protocol, StubReply.tooMany("7"));

        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(problem.refused()).isTrue();
    }

    @Test
    void retryAfterAsADateIsKept() {
        final String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60));

        final ModelException.Transient problem = transientFrom(StubProtocol.OPENAI, StubReply.tooMany(date));

        assertThat(problem.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void garbageInRetryAfterIsIgnored() {
        assertThat(transientFrom(StubProtocol.OPENAI, StubReply.tooMany("when I say so"))
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void absentRetryAfterIsNoWait() {
        assertThat(transientFrom(StubProtocol.OPENAI, StubReply.error(429, "rate_limit_exceeded", "slow"))
                        .retryAfter())
                .isEmpty();
    }

    @Test
    void googlesDelayInTheBodyIsKept() {
        final String body =
                "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"Quota exceeded, check"
                        + " your plan and billing\",\"details\":[{\"retryDelay\":\"34.07s\"}]}}";

        assertThat(transientFrom(StubProtocol.GEMINI, StubReply.raw(429, body)).retryAfter())
                .contains(Duration.ofSeconds(35));
    }

    static List<Arguments> passingTroubles() {
        return List.of(
                Arguments.of("408", StubReply.error(408, "timeout", "slow")),
                Arguments.of("500", StubReply.error(500, "server_error", "oops")),
                Arguments.of("503", StubReply.error(503, "unavailable", "later")),
                Arguments.of("529", StubReply.error(529, "overloaded_error", "busy")),
                Arguments.of("502 as HTML", new StubReply.Raw(502, Map.of(), "<html>Bad gateway</html>")),
                Arguments.of("HTML", StubReply.html()),
                Arguments.of("nothing", StubReply.raw(200, "")),
                Arguments.of("half of the JSON", StubReply.raw(200, GOOD_START)),
                Arguments.of("other JSON", StubReply.raw(200, "{\"ok\":true}")),
                Arguments.of("a JSON list", StubReply.raw(200, "[]")),
                Arguments.of("error in a 200", StubReply.raw(200, "{\"error\":{\"message\":\"x\",\"code\":502}}")),
                Arguments.of("reset", new StubReply.Reset()),
                Arguments.of("truncated", new StubReply.Truncated(GOOD_START, false)),
                Arguments.of("truncated chunk", new StubReply.Truncated(GOOD_START, true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passingTroubles")
    void troubleThatMayPassIsTransientForEveryProvider(String what, StubReply reply) {
        for (final StubProtocol protocol : StubProtocol.values()) {
            assertThat(transientFrom(protocol, reply))
                    .as("%s over %s", what, protocol)
                    .hasMessageContaining("127.0.0.1");
        }
    }

    static List<Arguments> answersWithoutContent() {
        return List.of(
                Arguments.of(StubProtocol.OPENAI, "{\"choices\":[]}"),
                Arguments.of(
                        StubProtocol.OPENAI,
                        "{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"stop\"}]}"),
                Arguments.of(StubProtocol.MISTRAL, "{\"choices\":[]}"),
                Arguments.of(StubProtocol.MISTRAL, "{\"choices\":[{\"finish_reason\":\"stop\"}]}"),
                Arguments.of(StubProtocol.ANTHROPIC, "{\"type\":\"message\",\"stop_reason\":\"end_turn\"}"),
                Arguments.of(StubProtocol.GEMINI, "{\"candidates\":[]}"),
                Arguments.of(StubProtocol.GEMINI, "{\"candidates\":[{\"finishReason\":\"STOP\"}]}"),
                Arguments.of(StubProtocol.OLLAMA, "{\"done\":false,\"message\":{\"content\":\"half\"}}"),
                Arguments.of(
                        StubProtocol.OLLAMA,
                        "{\"done\":true,\"done_reason\":\"load\",\"message\":{\"content\":\"\"}}"));
    }

    @ParameterizedTest
    @MethodSource("answersWithoutContent")
    void answerWithoutContentIsTransient(StubProtocol protocol, String body) {
        assertThat(transientFrom(protocol, StubReply.raw(200, body)).getMessage())
                .contains("answered with");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hangEndsAtTheTimeOut(boolean afterHeaders) {
        final HostedOptions options = HostedOptions.DEFAULT.withTimeout(Duration.ofMillis(300));
        try (StubServer server = StubServer.replying(new StubReply.Hang(afterHeaders));
                LanguageModel model = server.open(StubProtocol.OPENAI, options)) {
            final long start = System.nanoTime();

            assertThatExceptionOfType(ModelException.Transient.class)
                    .isThrownBy(() -> model.answer(REQUEST))
                    .withMessageContaining("within 300 ms");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void answerThatFloodsIsCutOff() {
        final HostedOptions options = HostedOptions.DEFAULT.withMaxBodyBytes(10_000);
        try (StubServer server = StubServer.answering(request -> "x".repeat(100_000));
                LanguageModel model = server.open(StubProtocol.OPENAI, options)) {
            assertThatExceptionOfType(ModelException.Transient.class)
                    .isThrownBy(() -> model.answer(REQUEST))
                    .withMessageContaining("longer than 10000 bytes");
        }
    }

    @Test
    void answerOfAMegabyteIsTaken() {
        final String text = "word ".repeat(200_000);
        try (StubServer server = StubServer.answering(request -> text);
                LanguageModel model = server.open(StubProtocol.OPENAI, HostedOptions.DEFAULT)) {
            assertThat(model.answer(REQUEST).text()).isEqualTo(text);
        }
    }

    @Test
    void serverThatIsNotThereIsTransientAndSaysSo() throws IOException {
        final int port;
        try (ServerSocket unused = new ServerSocket(0)) {
            port = unused.getLocalPort();
        }
        final Map<String, String> env = Map.of("OPENAI_BASE_URL", "http://127.0.0.1:" + port + "/v1");
        try (LanguageModel model = HostedModels.open(ModelSpec.parse("openai:m"), env, HostedOptions.DEFAULT)) {
            assertThatExceptionOfType(ModelException.Transient.class)
                    .isThrownBy(() -> model.answer(REQUEST))
                    .withMessageContaining("is the server running");
        }
    }

    @Test
    void interruptionEndsTheWait() throws InterruptedException {
        try (StubServer server = StubServer.replying(new StubReply.Hang(false));
                LanguageModel model = server.open(StubProtocol.OPENAI, HostedOptions.DEFAULT)) {
            final AtomicReference<Throwable> thrown = new AtomicReference<>();
            final Thread caller = new Thread(() -> thrown.set(catchThrowable(() -> model.answer(REQUEST))));
            caller.start();
            while (server.requests() == 0) {
                Thread.sleep(5);
            }
            caller.interrupt();
            caller.join(5_000);

            assertThat(thrown.get()).isInstanceOf(ModelException.Interrupted.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusedKeyNamesItsVariable(StubProtocol protocol) {
        for (final int status : List.of(401, 403)) {
            assertThat(rejectedBy(protocol, StubReply.error(status, "authentication_error", "bad key")))
                    .hasMessageContaining("bad key")
                    .hasMessageContaining(protocol.keyVariable());
        }
    }

    @ParameterizedTest
    @EnumSource
    void unknownModelIsNamed(StubProtocol protocol) {
        assertThat(rejectedBy(protocol, StubReply.error(404, "model_not_found", "no such model")))
                .hasMessageContaining("stub-model")
                .hasMessageContaining(protocol == StubProtocol.OLLAMA ? "ollama pull stub-model" : "model's name");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, 429, insufficient_quota, You exceeded your current quota",
        "OPENAI, 402, payment_required, Insufficient balance",
        "ANTHROPIC, 400, invalid_request_error, Your credit balance is too low to access the API",
        "OPENAI, 429, billing_hard_limit_reached, Billing hard limit has been reached"
    })
    void exhaustedQuotaIsNotTriedAgain(StubProtocol protocol, int status, String code, String message) {
        assertThat(rejectedBy(protocol, StubReply.error(status, code, message)))
                .hasMessageContaining("no quota left")
                .hasMessageContaining(protocol.keyVariable());
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, context_length_exceeded, 'This model''s maximum context length is 8192 tokens.'",
        "OPENAI, exceed_context_size_error, the request exceeds the available context size (2048 tokens)",
        "OPENAI, BadRequestError, 'This model''s maximum context length is 4096 tokens. However, you requested 5000'",
        "ANTHROPIC, invalid_request_error, 'prompt is too long: 210000 tokens > 200000 maximum'",
        "GEMINI, INVALID_ARGUMENT, The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
        "MISTRAL, invalid_request_message_order, Prompt contains 40000 tokens and 0 draft tokens; too large for model with 32768 maximum context length",
        "OLLAMA, x, the input length exceeds the context length"
    })
    void promptThatDoesNotFitIsTheExamplesOwnFailure(StubProtocol protocol, String code, String message) {
        assertThat(answerTo(protocol, StubReply.error(400, code, message)).finish())
                .isEqualTo(Answer.Finish.CONTEXT_EXCEEDED);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, content_policy_violation, Your request was rejected as a result of our safety system",
        "OPENAI, content_filter, The response was filtered due to the prompt triggering the content management policy",
        "OPENAI, invalid_prompt, Invalid prompt: your prompt was flagged as potentially violating our usage policy",
        "ANTHROPIC, invalid_request_error, Output blocked by content filtering policy"
    })
    void promptThatAPolicyRefusesIsTheExamplesOwnFailure(StubProtocol protocol, String code, String message) {
        assertThat(answerTo(protocol, StubReply.error(400, code, message)).finish())
                .isEqualTo(Answer.Finish.CONTENT_FILTERED);
    }

    @Test
    void promptThatGeminiBlocksIsTheExamplesOwnFailure() {
        final String body = "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},\"usageMetadata\":{}}";

        assertThat(answerTo(StubProtocol.GEMINI, StubReply.raw(200, body)).finish())
                .isEqualTo(Answer.Finish.CONTENT_FILTERED);
    }

    @ParameterizedTest
    @EnumSource
    void otherBadRequestIsRejectedWithTheServersWords(StubProtocol protocol) {
        assertThat(rejectedBy(protocol, StubReply.error(400, "invalid", "max_tokens is too large: 99 > 64")))
                .hasMessageContaining("max_tokens is too large");
    }

    @Test
    void redirectNamesTheAddressVariable() {
        final StubReply reply = new StubReply.Raw(301, Map.of("Location", "https://elsewhere.test/"), "");

        assertThat(rejectedBy(StubProtocol.OPENAI, reply)).hasMessageContaining("OPENAI_BASE_URL");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500})
    void echoedKeyIsRedactedInEveryErrorOfEveryProvider(int status) {
        for (final StubProtocol protocol : StubProtocol.values()) {
            final StubReply reply = StubReply.error(status, "bad_key", "no access with " + StubServer.KEY + " today");
            try (StubServer server = StubServer.replying(reply);
                    LanguageModel model = server.open(protocol, HostedOptions.DEFAULT)) {
                final Throwable thrown = catchThrowable(() -> model.answer(REQUEST));

                assertThat(stackTrace(thrown)).contains("[redacted]").doesNotContain(StubServer.KEY);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keyEchoedInBrokenJsonOrInAnAnswerIsRedacted(StubProtocol protocol) {
        try (StubServer server = StubServer.replying(
                        StubReply.raw(200, StubServer.KEY), StubReply.text("your key is " + StubServer.KEY));
                LanguageModel model = server.open(protocol, HostedOptions.DEFAULT)) {
            final Throwable thrown = catchThrowable(() -> model.answer(REQUEST));
            final Answer answer = model.answer(REQUEST);

            assertThat(stackTrace(thrown)).doesNotContain(StubServer.KEY);
            assertThat(answer.text()).isEqualTo("your key is [redacted]");
        }
    }

    @Test
    void shortStandInForAKeyIsNoSecret() {
        try (StubServer server = StubServer.answering(request -> "none of them")) {
            final Map<String, String> env =
                    Map.of("OPENAI_API_KEY", "none", "OPENAI_BASE_URL", server.url(StubProtocol.OPENAI));
            try (LanguageModel model = HostedModels.open(ModelSpec.parse("openai:m"), env, HostedOptions.DEFAULT)) {
                assertThat(model.answer(REQUEST).text()).isEqualTo("none of them");
            }
        }
    }

    @Test
    void controlCharactersOfAServerStayOutOfMessages() {
        assertThat(rejectedBy(StubProtocol.OPENAI, StubReply.error(400, "x", "a\u001b[31mred\u202e\nb"))
                        .getMessage())
                .contains("a [31mred b");
    }

    @Test
    void loneSurrogateIsReplacedSoThatItCanBeWrittenDown() {
        final String body = "{\"choices\":[{\"message\":{\"content\":\"a\\ud800b\"},\"finish_reason\":\"stop\"}]}";

        assertThat(answerTo(StubProtocol.OPENAI, StubReply.raw(200, body)).text())
                .isEqualTo("a\ufffdb");
    }

    @Test
    void thoughtsThatUsedUpTheTokensLeaveACutAnswer() {
        final String body = "{\"choices\":[{\"message\":{\"content\":null,\"reasoning_content\":\"hm\"},"
                + "\"finish_reason\":\"length\"}]}";

        final Answer answer = answerTo(StubProtocol.OPENAI, StubReply.raw(200, body));

        assertThat(answer.finish()).isEqualTo(Answer.Finish.LENGTH);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void textBlocksAreJoinedWithoutAddedBreaks() {
        final String body =
                "{\"content\":[{\"type\":\"text\",\"text\":\"a \"},{\"type\":\"thinking\",\"thinking\":\"x\"},"
                        + "{\"type\":\"text\",\"text\":\"b\"}],\"stop_reason\":\"end_turn\"}";

        assertThat(answerTo(StubProtocol.ANTHROPIC, StubReply.raw(200, body)).text())
                .isEqualTo("a b");
    }

    private static Answer answerTo(StubProtocol protocol, StubReply reply) {
        try (StubServer server = StubServer.replying(reply);
                LanguageModel model = server.open(protocol, HostedOptions.DEFAULT)) {
            return model.answer(REQUEST);
        }
    }

    private static ModelException.Transient transientFrom(StubProtocol protocol, StubReply reply) {
        return thrownBy(protocol, reply, ModelException.Transient.class);
    }

    private static ModelException.Rejected rejectedBy(StubProtocol protocol, StubReply reply) {
        return thrownBy(protocol, reply, ModelException.Rejected.class);
    }

    private static <T extends ModelException> T thrownBy(StubProtocol protocol, StubReply reply, Class<T> type) {
        try (StubServer server = StubServer.replying(reply);
                LanguageModel model = server.open(protocol, HostedOptions.DEFAULT)) {
            final T thrown = catchThrowableOfType(type, () -> model.answer(REQUEST));
            assertThat(thrown).as("%s to %s", reply, protocol).isNotNull();
            assertThat(server.requests()).as("one attempt, no retry inside").isEqualTo(1);
            return thrown;
        }
    }

    private static String stackTrace(Throwable thrown) {
        final StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
