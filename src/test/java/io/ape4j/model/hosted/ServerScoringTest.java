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
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import io.ape4j.prompt.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that tell the log-probability of a given answer, by the two ways that their protocols have. */
class ServerScoringTest {
    private static final HostedOptions LLAMA = HostedOptions.DEFAULT.withScoring(ScoringProtocol.LLAMA_SERVER);
    private static final HostedOptions VLLM = HostedOptions.DEFAULT.withScoring(ScoringProtocol.VLLM);
    private static final Request BILLING =
            Request.scoreContinuation(List.of(Message.user("Which team? My card was charged twice.")), "billing");

    /** As llama-server and vLLM answer: of the first the tokens of the answer, of the second those of the prompt. */
    private static String body(String content, String logProbabilities, String more) {
        return """
                {"id": "1", "object": "chat.completion", "created": 0, "model": "m",
                 "choices": [{"index": 0, "message": {"role": "assistant", "content": "%s"}, "finish_reason": "stop",
                              "logprobs": %s}],
                 "usage": {"prompt_tokens": 21, "completion_tokens": 3, "total_tokens": 24}%s}
                """.formatted(content, logProbabilities, more);
    }

    private static String ofAnswer(String end) {
        return """
                {"content": [
                  {"id": 1, "token": "bill", "bytes": [98, 105, 108, 108], "logprob": -0.5,
                   "top_logprobs": [{"id": 9, "token": "I", "bytes": [73], "logprob": -0.25}]},
                  {"id": 2, "token": "ing", "bytes": [105, 110, 103], "logprob": -0.125, "top_logprobs": []},
                  {"id": 3, "token": "%s", "bytes": [], "logprob": -7.5, "top_logprobs": []}]}
                """.formatted(end);
    }

    private static String ofPrompt(String tail) {
        return """
                , "prompt_logprobs": [null,
                  {"77": {"logprob": -9.5, "rank": 40, "decoded_token": "user"}},
                  {"78": {"logprob": -0.75, "rank": 1, "decoded_token": "\\n"}},
                  {"79": {"logprob": -0.5, "rank": 2, "decoded_token": "bill"},
                   "80": {"logprob": -0.25, "rank": 1, "decoded_token": "I"}},
                  {"81": {"logprob": -0.125, "rank": 1, "decoded_token": "%s"}}]
                """.formatted(tail);
    }

    private static Answer ask(StubServer server, HostedOptions options) {
        try (LanguageModel model = server.open(StubProtocol.OPENAI, options)) {
            return model.answer(BILLING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<|im_end|>"})
    void llamaServerWritesTheTextAndTellsEachToken(String end) {
        try (StubServer server = StubServer.replying(StubReply.raw(200, body("billing", ofAnswer(end), "")))) {
            final Answer answer = ask(server, LLAMA);

            assertThat(answer.logProbabilities())
                    .containsExactly(new TokenLogProbability("bill", -0.5), new TokenLogProbability("ing", -0.125));
            assertThat(answer.logProbability()).isEqualTo(-0.625);
            assertThat(answer.text()).isEmpty();
            assertThat(answer.usage()).isEqualTo(new Usage(21, 3, true));
            final JsonNode sent = server.log().get(0).body();
            assertThat(sent.path("grammar").asText()).isEqualTo("root ::= \"billing\"");
            assertThat(sent.path("logit_bias").toString()).isEqualTo("[[\"billing\",1000]]");
            assertThat(sent.path("logprobs").asBoolean()).isTrue();
            assertThat(sent.path("temperature").asDouble()).isZero();
        }
    }

    @Test
    void vllmTellsTheTokensOfTheTextAsTheLastOfItsPrompt() {
        try (StubServer server = StubServer.replying(StubReply.raw(200, body("!", "null", ofPrompt("ing"))))) {
            final Answer answer = ask(server, VLLM);

            assertThat(answer.logProbabilities())
                    .containsExactly(new TokenLogProbability("bill", -0.5), new TokenLogProbability("ing", -0.125));
            final JsonNode sent = server.log().get(0).body();
            assertThat(sent.path("prompt_logprobs").asInt(-1)).isZero();
            assertThat(sent.path("continue_final_message").asBoolean()).isTrue();
            assertThat(sent.path("add_generation_prompt").asBoolean(true)).isFalse();
            assertThat(server.log().get(0).messages())
                    .endsWith(Message.assistant("billing"))
                    .hasSize(3);
        }
    }

    @Test
    void aServerThatIsOfAnotherKindIsRefusedWithTheOptionToCorrect() {
        try (StubServer server = StubServer.answering(request -> "I think it is billing.")) {
            for (final HostedOptions options : List.of(LLAMA, VLLM)) {
                assertThatExceptionOfType(ModelException.Rejected.class)
                        .isThrownBy(() -> ask(server, options))
                        .withMessageContaining("do not spell \"billing\"")
                        .withMessageContaining("--scoring");
            }
        }
    }

    @Test
    void aTextThatMeltsIntoThePromptIsNotScored() {
        try (StubServer server = StubServer.replying(StubReply.raw(200, body("!", "null", ofPrompt("ings"))))) {
            assertThatExceptionOfType(ModelException.Rejected.class).isThrownBy(() -> ask(server, VLLM));
        }
    }

    @Test
    void aPromptThatDoesNotFitIsTheExamplesOwnFailure() {
        try (StubServer server = StubServer.replying(
                StubReply.error(400, "context_length_exceeded", "maximum context length is 10 tokens"))) {
            assertThat(ask(server, LLAMA).finish()).isEqualTo(Answer.Finish.CONTEXT_EXCEEDED);
        }
    }

    @Test
    void anOrdinaryQuestionIsAskedAsBefore() {
        try (StubServer server = StubServer.answering(request -> "ok");
                LanguageModel model = server.open(StubProtocol.OPENAI, VLLM)) {
            assertThat(model.answer(Request.chat(BILLING.messages(), 8)).text()).isEqualTo("ok");

            assertThat(server.log().get(0).body().has("prompt_logprobs")).isFalse();
        }
    }

    @Test
    void whetherAServerScoresIsKnownWithoutAskingItAndPartOfItsIdentity() {
        try (StubServer server = StubServer.answering(request -> "ok");
                LanguageModel plain = server.open(StubProtocol.OPENAI, HostedOptions.DEFAULT);
                LanguageModel llama = server.open(StubProtocol.OPENAI, LLAMA);
                LanguageModel vllm = server.open(StubProtocol.OPENAI, VLLM)) {
            assertThat(plain.scoresContinuations()).isFalse();
            assertThat(llama.scoresContinuations()).isTrue();
            assertThat(vllm.scoresContinuations()).isTrue();
            assertThat(List.of(plain.identity(), llama.identity(), vllm.identity()))
                    .doesNotHaveDuplicates();
            assertThat(server.requests()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "OPENAI", mode = EnumSource.Mode.EXCLUDE)
    void otherProtocolsHaveNoWay(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(request -> "ok")) {
            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> server.open(protocol, LLAMA).close())
                    .withMessageContaining("scoring is llama-server, which is for models named openai:NAME");
        }
    }

    @Test
    void openAiItselfHasNoWay() {
        assertThatExceptionOfType(ModelException.Rejected.class)
                .isThrownBy(() -> HostedModels.open(
                                ModelSpec.parse("openai:gpt-4o-mini"), Map.of("OPENAI_API_KEY", "sk-none"), VLLM)
                        .close())
                .withMessageContaining("scoring is vllm");
    }
}
