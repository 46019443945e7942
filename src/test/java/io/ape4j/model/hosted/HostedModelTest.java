package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.Request;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.prompt.Message;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every hosted provider must do; the parts in which they differ are named. */
class HostedModelTest {
    private static final List<Message> CHAT = List.of(
            Message.system("Be brief."),
            Message.user("one two"),
            Message.assistant("three"),
            Message.user("four\n five"));
    private static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "properties",
            Map.of("label", Map.of("type", "string", "enum", List.of("a", "b"))),
            "required",
            List.of("label"),
            "additionalProperties",
            false);

    @ParameterizedTest
    @EnumSource
    void answersWithTextFinishAndUsage(StubProtocol protocol) {
        final String text = " <think>hm</think>\n\"Grüße\" \uD83D\uDE00\n";
        try (StubServer server = StubServer.answering(request -> text);
                LanguageModel model = open(server, protocol)) {
            final Answer answer = model.answer(Request.chat(CHAT, 16));

            assertThat(answer).isEqualTo(Answer.of(text, Answer.Finish.STOP, new Usage(7, 3, true)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsEveryMessageAsItIs(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(request -> "ok");
                LanguageModel model = open(server, protocol)) {
            model.answer(Request.chat(CHAT, 16));

            final StubRequest seen = server.log().get(0);
            assertThat(seen.messages()).isEqualTo(CHAT);
            assertThat(seen.model()).isEqualTo("stub-model");
            assertThat(seen.maxTokens()).isEqualTo(16);
            assertThat(StubProtocol.keyOf(seen.headers())).isEqualTo(StubServer.KEY);
            assertThat(seen.headers()).doesNotContainKeys("upgrade", "http2-settings");
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsEveryParameter(StubProtocol protocol) {
        final Request request = Request.chat(CHAT, 16)
                .with(Request.TEMPERATURE, 0.5)
                .with(Request.TOP_P, 0.25)
                .with(Request.STOP, List.of("END", "\n\n"))
                .with(Request.RESPONSE_FORMAT, SCHEMA);
        try (StubServer server = StubServer.answering(asked -> "ok");
                LanguageModel model = open(server, protocol)) {
            model.answer(request);

            final JsonNode body = server.log().get(0).body();
            final JsonNode sampling = switch (protocol) {
                case OLLAMA -> body.path("options");
                case GEMINI -> body.path("generationConfig");
                default -> body;
            };
            assertThat(sampling.path("temperature").asDouble()).isEqualTo(0.5);
            assertThat(sampling.path(protocol == StubProtocol.GEMINI ? "topP" : "top_p")
                            .asDouble())
                    .isEqualTo(0.25);
            final String stop = switch (protocol) {
                case GEMINI -> "stopSequences";
                case ANTHROPIC -> "stop_sequences";
                default -> "stop";
            };
            assertThat(sampling.path(stop)).extracting(JsonNode::asText).containsExactly("END", "\n\n");
            assertThat(schemaIn(protocol, body).path("properties").path("label").path("enum"))
                    .extracting(JsonNode::asText)
                    .containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void greedyIsSaidAndNotLeftToTheProvider(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(asked -> "ok");
                LanguageModel model = open(server, protocol)) {
            model.answer(new Request(Request.Kind.CHAT, CHAT, new TreeMap<>(Map.of(Request.MAX_TOKENS, 5)), null, 0));

            final JsonNode temperature = server.log().get(0).body().findValue("temperature");
            assertThat(temperature.asDouble()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANTHROPIC")
    void seedAndSampleNumberMakeTheSeedThatIsSent(StubProtocol protocol) {
        final Request request = Request.chat(CHAT, 16).with(Request.SEED, 7_000_000_000L);
        try (StubServer server = StubServer.answering(asked -> "ok");
                LanguageModel model = open(server, protocol)) {
            model.answer(request);
            model.answer(request);
            model.answer(request.withSample(1));
            model.answer(request.with(Request.SEED, 8L));

            final List<Long> seeds = server.log().stream()
                    .map(seen -> seen.body().findValue(protocol == StubProtocol.MISTRAL ? "random_seed" : "seed"))
                    .map(JsonNode::asLong)
                    .toList();
            assertThat(seeds.get(1)).isEqualTo(seeds.get(0));
            assertThat(List.of(seeds.get(0), seeds.get(2), seeds.get(3))).doesNotHaveDuplicates();
            assertThat(seeds).allSatisfy(seed -> assertThat(seed).isBetween(0L, (long) Integer.MAX_VALUE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutSeedNoneIsSent(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(asked -> "ok");
                LanguageModel model = open(server, protocol)) {
            model.answer(Request.chat(CHAT, 16).withSample(3));

            final JsonNode body = server.log().get(0).body();
            assertThat(body.findValue("seed")).isNull();
            assertThat(body.findValue("random_seed")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutAnswerIsMarked(StubProtocol protocol) {
        try (StubServer server = StubServer.replying(StubReply.cut("and so"));
                LanguageModel model = open(server, protocol)) {
            final Answer answer = model.answer(Request.chat(CHAT, 2));

            assertThat(answer.finish()).isEqualTo(Answer.Finish.LENGTH);
            assertThat(answer.text()).isEqualTo("and so");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OLLAMA")
    void withheldAnswerIsTheExamplesOwnFailure(StubProtocol protocol) {
        try (StubServer server = StubServer.replying(StubReply.filtered());
                LanguageModel model = open(server, protocol)) {
            final Answer answer = model.answer(Request.chat(CHAT, 16));

            assertThat(answer).isEqualTo(Answer.of("", Answer.Finish.CONTENT_FILTERED, new Usage(7, 0, true)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingUsageIsSaidToBeMissing(StubProtocol protocol) {
        try (StubServer server = StubServer.replying(StubReply.withoutUsage("ok"));
                LanguageModel model = open(server, protocol)) {
            assertThat(model.answer(Request.chat(CHAT, 16)).usage().reported()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void emptyTextIsAnAnswer(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(request -> "");
                LanguageModel model = open(server, protocol)) {
            assertThat(model.answer(Request.chat(CHAT, 16)).text()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void emptySystemMessageIsSent(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(request -> "ok");
                LanguageModel model = open(server, protocol)) {
            model.answer(Request.chat(List.of(Message.system(""), Message.user("hi")), 4));

            assertThat(server.log().get(0).body().toString()).doesNotContain("blank");
            assertThat(server.log().get(0).prompt().strip()).isEqualTo("hi");
        }
    }

    @ParameterizedTest
    @EnumSource
    void identityHasTheAddressAndNoSecret(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(request -> "ok");
                LanguageModel model = open(server, protocol)) {
            assertThat(model.identity().provider())
                    .isEqualTo(protocol.provider().prefix());
            assertThat(model.identity().endpoint()).isEqualTo(server.url(protocol));
            assertThat(model.identity().name()).isEqualTo("stub-model");
            assertThat(model.identity().shareable()).isTrue();
            assertThat(model.identity().toString()).doesNotContain(StubServer.KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grammar", "topK", "logProbabilities"})
    void parameterThatTheProviderLacksIsRefusedBeforeAnythingIsSent(String name) {
        final Request request = Request.chat(CHAT, 16).with(name, true);
        try (StubServer server = StubServer.answering(asked -> "ok");
                LanguageModel model = open(server, StubProtocol.ANTHROPIC)) {
            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> model.answer(request))
                    .withMessageContaining(name);
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void temperatureBeyondTheProvidersRangeIsRefusedBeforeAnythingIsSent() {
        try (StubServer server = StubServer.answering(asked -> "ok");
                LanguageModel model = open(server, StubProtocol.ANTHROPIC)) {
            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> model.answer(Request.chat(CHAT, 16).with(Request.TEMPERATURE, 1.5)))
                    .withMessageContaining("temperature from 0 to 1.0, not 1.5");
            assertThat(server.requests()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void scoringAContinuationIsRefused(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(asked -> "ok");
                LanguageModel model = open(server, protocol)) {
            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> model.answer(Request.scoreContinuation(CHAT, "x")))
                    .withMessageContaining("embedded model");
        }
    }

    @Test
    void logProbabilitiesComeWhenAskedFor() {
        try (StubServer server = StubServer.answering(asked -> "yes sir");
                LanguageModel model = open(server, StubProtocol.OPENAI)) {
            final Answer with = model.answer(Request.chat(CHAT, 16).with(Request.LOG_PROBABILITIES, true));
            final Answer without = model.answer(Request.chat(CHAT, 16));

            assertThat(with.logProbabilities())
                    .containsExactly(new TokenLogProbability("yes ", -0.25), new TokenLogProbability("sir", -0.25));
            assertThat(without.logProbabilities()).isEmpty();
        }
    }

    @Test
    void aServerThatSendsNoLogProbabilitiesIsNamed() {
        final String without = "{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":"
                + "\"assistant\",\"content\":\"yes\"}}]}";
        try (StubServer server = StubServer.scripted(request -> StubReply.raw(200, without));
                LanguageModel model = open(server, StubProtocol.OPENAI)) {
            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> model.answer(Request.chat(CHAT, 16).with(Request.LOG_PROBABILITIES, true)))
                    .withMessageContaining("sent no log-probabilities, though asked for")
                    .withMessageContaining("choose another model");
        }
    }

    @Test
    void grammarGoesToALlamaServer() {
        try (StubServer server = StubServer.answering(asked -> "ok");
                LanguageModel model = server.open(StubProtocol.OPENAI, HostedOptions.DEFAULT.withGrammar())) {
            model.answer(Request.chat(CHAT, 16).with(Request.GRAMMAR, "root ::= \"a\""));

            assertThat(server.log().get(0).body().path("grammar").asText()).isEqualTo("root ::= \"a\"");
        }
    }

    @Test
    void ollamaIsToldTheContext() {
        try (StubServer server = StubServer.answering(asked -> "ok");
                LanguageModel model = server.open(StubProtocol.OLLAMA, HostedOptions.DEFAULT.withContextTokens(2048))) {
            model.answer(Request.chat(CHAT, 16));

            assertThat(server.log()
                            .get(0)
                            .body()
                            .path("options")
                            .path("num_ctx")
                            .asInt())
                    .isEqualTo(2048);
            assertThat(model.contextTokens()).isEqualTo(2048);
            assertThat(model.identity().details()).containsEntry("contextTokens", "2048");
        }
    }

    @Test
    void queryAndPasswordOfTheBaseUrlAreSentButNotShown() {
        try (StubServer server = StubServer.answering(asked -> "ok")) {
            final String url = "http://user:hidden-word@127.0.0.1:" + server.port() + "/v1?api-version=7";
            try (LanguageModel model = HostedModels.open(
                    ModelSpec.parse("openai:m"), Map.of("OPENAI_BASE_URL", url), HostedOptions.DEFAULT)) {
                model.answer(Request.chat(CHAT, 16));

                assertThat(server.log().get(0).path()).isEqualTo("/v1/chat/completions?api-version=7");
                assertThat(server.log().get(0).headers().get("authorization")).startsWith("Basic ");
                assertThat(model.identity().endpoint()).isEqualTo("http://127.0.0.1:" + server.port() + "/v1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai:x", "anthropic:x", "gemini:x", "mistral:x"})
    void missingKeyIsNamed(String spec) {
        final ModelSpec model = ModelSpec.parse(spec);

        assertThatExceptionOfType(ModelException.Rejected.class)
                .isThrownBy(() -> HostedModels.open(model, Map.of(), HostedOptions.DEFAULT))
                .withMessageContaining("_API_KEY");
    }

    @Test
    void keyWithALineBreakIsRefusedWithoutShowingIt() {
        final Map<String, String> env = Map.of("MISTRAL_API_KEY", "hidden\nword");

        assertThatExceptionOfType(ModelException.Rejected.class)
                .isThrownBy(() -> HostedModels.open(ModelSpec.parse("mistral:x"), env, HostedOptions.DEFAULT))
                .withMessageContaining("MISTRAL_API_KEY")
                .withMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", ":11434", "127.0.0.1:11434", "http://127.0.0.1:11434/"})
    void ollamaHostIsReadAsOllamaReadsIt(String host) {
        try (LanguageModel model =
                HostedModels.open(ModelSpec.parse("ollama:x"), Map.of("OLLAMA_HOST", host), HostedOptions.DEFAULT)) {
            assertThat(model.identity().endpoint()).isEqualTo("http://127.0.0.1:11434");
        }
    }

    @Test
    void openAiItselfGetsTheNewerNameOfTheTokenLimit() {
        assertThat(Wires.isOpenAiItself("https://api.openai.com/v1")).isTrue();
        assertThat(Wires.isOpenAiItself("https://eu.api.openai.com/v1")).isTrue();
        assertThat(Wires.isOpenAiItself("https://me.openai.azure.com/openai/v1"))
                .isTrue();
        assertThat(Wires.isOpenAiItself("https://api.openai.com.evil.test/v1")).isFalse();
        assertThat(Wires.isOpenAiItself("http://127.0.0.1:8080/v1")).isFalse();
    }

    private static JsonNode schemaIn(StubProtocol protocol, JsonNode body) {
        return switch (protocol) {
            case OPENAI, MISTRAL ->
                body.path("response_format").path("json_schema").path("schema");
            case ANTHROPIC -> body.path("output_config").path("format").path("schema");
            case OLLAMA -> body.path("format");
            case GEMINI -> body.path("generationConfig").path("responseJsonSchema");
        };
    }

    private static LanguageModel open(StubServer server, StubProtocol protocol) {
        return server.open(protocol, HostedOptions.DEFAULT);
    }
}
