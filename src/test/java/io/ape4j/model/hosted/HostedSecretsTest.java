package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.Request;
import io.ape4j.prompt.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Case 18, what a whole search against a server can't show: secrets in broken heads of responses, in pieces, and short. */
class HostedSecretsTest {
    private static final String KEY = StubServer.KEY;
    private static final HostedOptions QUICK = HostedOptions.DEFAULT.withTimeout(Duration.ofMillis(1500));
    private static final Request REQUEST = Request.chat(List.of(Message.user("hello")), 10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 " + KEY + "\r\n\r\n",
                KEY + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + KEY + " : a b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\r\nContent-Length: " + KEY + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + KEY + "\r\n",
            })
    void aBrokenHeadThatHoldsTheKeyIsNoPartOfTheFailure(String response) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            final Thread server = new Thread(() -> answer(listener, response));
            server.setDaemon(true);
            server.start();
            final Map<String, String> env = Map.of(
                    "OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", "http://127.0.0.1:" + listener.getLocalPort() + "/v1");
            try (LanguageModel model = HostedModels.open(ModelSpec.parse("openai:m"), env, QUICK)) {
                final Throwable failure = catchThrowable(() -> model.answer(REQUEST));

                assertThat(trace(failure)).contains("ModelException").doesNotContain(KEY);
            }
        }
    }

    @Test
    void aKeyInTwoBlocksOfAnAnswerIsFoundWhenTheyAreJoined() {
        final String body = "{\"id\": \"m\", \"type\": \"message\", \"role\": \"assistant\", \"model\": \"m\","
                + " \"stop_reason\": \"end_turn\", \"usage\": {\"input_tokens\": 1, \"output_tokens\": 1},"
                + " \"content\": [{\"type\": \"text\", \"text\": \"it is " + KEY.substring(0, 9) + "\"},"
                + " {\"type\": \"text\", \"text\": \"" + KEY.substring(9) + "!\"}]}";
        try (StubServer server = StubServer.replying(StubReply.raw(200, body));
                LanguageModel model = server.open(StubProtocol.ANTHROPIC, HostedOptions.DEFAULT)) {
            final Answer answer = model.answer(REQUEST);

            assertThat(answer.text()).isEqualTo("it is [redacted]!");
        }
    }

    @Test
    void aShortKeyIsFoundInAnErrorThatComesWithStatus200() {
        try (StubServer server =
                StubServer.replying(StubReply.raw(200, "{\"error\": {\"code\": 401, \"message\": \"not mykey77\"}}"))) {
            final Map<String, String> env = new HashMap<>(server.env());
            env.put("OPENAI_API_KEY", "mykey77");
            try (LanguageModel model = HostedModels.open(ModelSpec.parse("openai:m"), env, HostedOptions.DEFAULT)) {
                final Throwable failure = catchThrowable(() -> model.answer(REQUEST));

                assertThat(trace(failure)).contains("not [redacted]").doesNotContain("mykey77");
            }
        }
    }

    @Test
    void whatHoldsSecretsDoesNotShowThemWhenPrinted() {
        assertThat(HostedOptions.DEFAULT.withBaseUrl("http://u:" + KEY + "@h").toString())
                .doesNotContain(KEY);
        assertThat(HostedProvider.OPENAI.url(Map.of("OPENAI_BASE_URL", KEY)).toString())
                .doesNotContain(KEY);
    }

    private static void answer(ServerSocket listener, String response) {
        try (Socket connection = listener.accept()) {
            // Enough of the request to have it whole.
            final byte[] buffer = new byte[1 << 14];
            assertThat(connection.getInputStream().read(buffer)).isPositive();
            connection.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
            connection.getOutputStream().flush();
            connection.shutdownOutput();
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client has closed the connection.
            assertThat(listener.isBound()).isTrue();
        }
    }

    private static String trace(Throwable failure) {
        final StringWriter out = new StringWriter();
        failure.printStackTrace(new PrintWriter(out, true));
        return out.toString();
    }
}
