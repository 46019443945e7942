package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.ape4j.fuzz.Target;
import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import io.ape4j.model.hosted.http.HttpRefusal;
import io.ape4j.model.hosted.http.Redaction;
import io.ape4j.model.hosted.http.ResponseReader;
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import io.ape4j.prompt.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Readers of what servers say, for every provider: first ours, then the client library behind it. */
public final class HostedTargets {
    /** 0 stands for a body that is cut. */
    private static final int[] STATUSES = {200, 200, 200, 0, 302, 400, 401, 404, 429, 500};

    private static final Request REQUEST = Request.chat(List.of(Message.user("hello")), 10);
    private static final List<String> WORDS = List.of(
            "choices",
            "message",
            "content",
            "finish_reason",
            "stop",
            "length",
            "content_filter",
            "usage",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "refusal",
            "tool_calls",
            "function",
            "reasoning_content",
            "logprobs",
            "error",
            "code",
            "type",
            "status",
            "details",
            "retryDelay",
            "3s",
            "insufficient_quota",
            "context_length_exceeded",
            "content",
            "text",
            "thinking",
            "stop_reason",
            "end_turn",
            "max_tokens",
            "input_tokens",
            "output_tokens",
            "candidates",
            "finishReason",
            "STOP",
            "SAFETY",
            "parts",
            "thought",
            "usageMetadata",
            "promptTokenCount",
            "functionCall",
            "promptFeedback",
            "blockReason",
            "done",
            "true",
            "done_reason",
            "load",
            "prompt_eval_count",
            "eval_count",
            "role",
            "model",
            "created_at",
            "tool_use",
            "1e999",
            "id",
            "index",
            "assistant",
            "system_fingerprint",
            "service_tier",
            "safetyRatings",
            "groundingMetadata");
    private static final List<Class<? extends Throwable>> FAILS = List.of(ModelException.class, ExampleFailure.class);

    private HostedTargets() {}

    public static List<Target> all() {
        final List<Target> targets = new ArrayList<>();
        for (final HostedProvider provider : HostedProvider.values()) {
            final String name = provider.name().toLowerCase(Locale.ROOT);
            final ResponseShape shape = new ResponseShape(provider, refusals(provider));
            targets.add(
                    Target.ofText(name + "-body", 2_500, seeds(provider), WORDS, input -> accept(shape, input), FAILS));
            final HostedModel model = model(provider, shape);
            targets.add(Target.ofText(
                    name + "-answer",
                    1_500,
                    seeds(provider),
                    WORDS,
                    input -> answer(model, input),
                    List.of(ModelException.Transient.class, SaidByAnError.class)));
        }
        for (final StubProtocol protocol : StubProtocol.values()) {
            targets.add(loopback(protocol));
        }
        targets.add(Target.ofText(
                "error-body",
                1_500,
                List.of(
                        "{\"error\":{\"message\":\"slow down\",\"type\":\"error\",\"param\":null,\"code\":\"x\"}}",
                        "[{\"error\":{\"details\":[{\"retryDelay\":\"3.5s\"}],\"status\":\"UNAVAILABLE\"}}]",
                        "<html>"),
                WORDS,
                HostedTargets::error,
                List.of()));
        return targets;
    }

    /** Through real sockets: any status, any body, also one that ends too early. */
    private static Target loopback(StubProtocol protocol) {
        final AtomicReference<StubReply> reply = new AtomicReference<>(StubReply.html());
        final StubServer server = StubServer.scripted(request -> reply.get());
        final LanguageModel model = server.open(
                protocol, HostedOptions.DEFAULT.withMaxBodyBytes(50_000).withTimeout(Duration.ofSeconds(20)));
        return Target.ofText(
                protocol.name().toLowerCase(Locale.ROOT) + "-socket",
                60,
                seeds(HostedProvider.valueOf(protocol.name())),
                WORDS,
                body -> {
                    final int status = STATUSES[Math.floorMod(body.hashCode(), STATUSES.length)];
                    reply.set(
                            status == 0
                                    ? new StubReply.Truncated(body, body.length() % 2 == 0)
                                    : new StubReply.Raw(status, Map.of("Retry-After", "soon " + body.length()), body));
                    assertThat(model.answer(REQUEST).text()).isNotNull();
                },
                List.of(ModelException.class));
    }

    private static void accept(ResponseShape shape, String body) {
        assertThat(shape.accept(body)).startsWith("{");
    }

    /** A response of 200 is an answer, that example's failure, or a reason to try again; other ends need an error in it. */
    private static void answer(HostedModel model, String body) {
        Canned.body = body;
        final Answer answer;
        try {
            answer = model.answer(REQUEST);
        } catch (ModelException.Rejected e) {
            if (body.contains("error")) {
                throw new SaidByAnError(e);
            }
            throw e;
        }
        assertThat(answer.usage().totalTokens()).isNotNegative();
        assertThat(answer.text().codePoints())
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static void error(String body) {
        for (final int status : new int[] {302, 400, 401, 402, 404, 413, 429, 500, 503}) {
            final RuntimeException thrown =
                    refusals(HostedProvider.OPENAI).of(new HttpRefusal(status, body, Optional.empty()));

            if (thrown instanceof ModelException) {
                assertThat(thrown.getMessage())
                        .isNotBlank()
                        .hasSizeLessThan(1_000)
                        .doesNotContain("\n", "\u001b");
            } else {
                assertThat(thrown).isInstanceOf(ExampleFailure.class);
            }
        }
    }

    private static List<String> seeds(HostedProvider provider) {
        final StubProtocol protocol = StubProtocol.valueOf(provider.name());
        final StubRequest request = new StubRequest(
                0,
                protocol,
                protocol.basePath() + "/models/stub-model:x",
                Map.of(),
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("model", "stub-model"));
        final List<String> seeds = new ArrayList<>();
        for (final StubReply reply : List.of(
                StubReply.text("Gr\u00fc\u00dfe \"x\""),
                StubReply.cut("a"),
                StubReply.filtered(),
                StubReply.withoutUsage("b"))) {
            seeds.add(protocol.answer(request, (StubReply.Text) reply));
        }
        seeds.add(protocol.error((StubReply.Failure) StubReply.error(429, "rate_limit_exceeded", "slow down")));
        return seeds;
    }

    private static Refusals refusals(HostedProvider provider) {
        return new Refusals(
                "stub", provider.keyNames(), provider.urlNames(), "Check the name.", Redaction.of(List.of()));
    }

    private static HostedModel model(HostedProvider provider, ResponseReader reader) {
        final Wires wires = new Wires(
                new Canned(reader),
                "http://127.0.0.1:1/v1",
                "stub-model",
                Optional.of("key"),
                HostedOptions.DEFAULT.dialect());
        return new HostedModel(
                "stub",
                refusals(provider),
                new ModelIdentity(provider.prefix(), "http://127.0.0.1:1/v1", "stub-model", Map.of(), true),
                wires.of(provider),
                new HostedModel.Limits(2, Integer.MAX_VALUE),
                ScoringProtocol.NONE);
    }

    /** The server's own error led to it. */
    static final class SaidByAnError extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SaidByAnError(Throwable cause) {
            super("refused because of an error in the body", cause);
        }
    }

    /** A client that always gets the present body, with 200, and reads it as the real one does. */
    private record Canned(ResponseReader reader) implements HttpClientBuilder, HttpClient {
        private static volatile String body = "";

        @Override
        public SuccessfulHttpResponse execute(HttpRequest request) {
            return SuccessfulHttpResponse.builder()
                    .statusCode(200)
                    .body(reader.accept(body))
                    .build();
        }

        @Override
        public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration ignored) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public HttpClientBuilder readTimeout(Duration ignored) {
            return this;
        }

        @Override
        public HttpClient build() {
            return this;
        }
    }
}
