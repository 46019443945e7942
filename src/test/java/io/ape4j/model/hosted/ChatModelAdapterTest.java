package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.ape4j.model.Answer;
import io.ape4j.model.ModelException;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.prompt.Message;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChatModelAdapterTest {
    private static final Request REQUEST = Request.chat(List.of(Message.user("hello")), 16);

    @Test
    void asksTheChatModelAndReadsItsAnswer() {
        final ChatModelAdapter model = ChatModelAdapter.of(chatModel(asked -> ChatResponse.builder()
                .aiMessage(AiMessage.from(
                        asked.messages().size() + " " + asked.parameters().maxOutputTokens() + " "
                                + asked.parameters().temperature()))
                .finishReason(FinishReason.STOP)
                .tokenUsage(new TokenUsage(3, 4))
                .build()));

        assertThat(model.answer(REQUEST)).isEqualTo(Answer.of("1 16 0.0", Answer.Finish.STOP, new Usage(3, 4, true)));
    }

    @Test
    void withoutIdentityAnswersAreNotSharedAndWithOneTheyAre() {
        final ChatModel chat = chatModel(asked -> answer("x"));

        assertThat(ChatModelAdapter.of(chat).identity().shareable()).isFalse();
        assertThat(ChatModelAdapter.of(chat).identity())
                .isEqualTo(ChatModelAdapter.of(chat).identity());
        assertThat(ChatModelAdapter.of(chat, "mine v1").identity().shareable()).isTrue();
        assertThat(ChatModelAdapter.of(chat, "mine v1").identity())
                .isNotEqualTo(ChatModelAdapter.of(chat, "mine v2").identity());
    }

    @Test
    void emptyIdentityIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatModelAdapter.of(chatModel(asked -> answer("x")), " "))
                .withMessageContaining("identity");
    }

    @Test
    void usageThatIsMissingIsSaidToBeMissing() {
        assertThat(ChatModelAdapter.of(chatModel(asked -> answer("x")))
                        .answer(REQUEST)
                        .usage()
                        .reported())
                .isFalse();
    }

    @Test
    void answerWithoutTextAndEndIsTransient() {
        final ChatModelAdapter model = ChatModelAdapter.of(chatModel(asked ->
                ChatResponse.builder().aiMessage(AiMessage.builder().build()).build()));

        assertThatExceptionOfType(ModelException.Transient.class).isThrownBy(() -> model.answer(REQUEST));
    }

    @Test
    void parameterThatLangChain4jCanNotCarryIsRejected() {
        final ChatModelAdapter model = ChatModelAdapter.of(chatModel(asked -> answer("x")));

        assertThatExceptionOfType(ModelException.Rejected.class)
                .isThrownBy(() -> model.answer(REQUEST.with(Request.GRAMMAR, "root ::= \"a\"")))
                .withMessageContaining("grammar");
    }

    static List<RuntimeException> passing() {
        return List.of(
                new RateLimitException("slow down"),
                new TimeoutException("late"),
                new InternalServerException("oops"),
                new RateLimitException(new HttpException(429, "{\"error\":{\"message\":\"slow\"}}")),
                new RuntimeException(new HttpException(503, "later")),
                new RuntimeException(new java.net.ConnectException("refused")));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void troubleThatMayPassIsTransient(RuntimeException problem) {
        assertThat(thrownFor(problem)).isInstanceOf(ModelException.Transient.class);
    }

    static List<RuntimeException> lasting() {
        return List.of(
                new AuthenticationException("bad key"),
                new ModelNotFoundException("no such model"),
                new InvalidRequestException("bad parameter"),
                new UnsupportedFeatureException("no such feature"),
                new IllegalArgumentException("wrong"),
                new RateLimitException(new HttpException(429, "{\"error\":{\"code\":\"insufficient_quota\"}}")));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void troubleThatStaysIsRejected(RuntimeException problem) {
        assertThat(thrownFor(problem)).isInstanceOf(ModelException.Rejected.class);
    }

    @Test
    void failuresOfTheExampleAreAnswers() {
        assertThat(answerFor(new ContentFilteredException("no")).finish()).isEqualTo(Answer.Finish.CONTENT_FILTERED);
        assertThat(answerFor(new InvalidRequestException(
                                new HttpException(400, "{\"error\":{\"code\":\"context_length_exceeded\"}}")))
                        .finish())
                .isEqualTo(Answer.Finish.CONTEXT_EXCEEDED);
    }

    @Test
    void keyThatAServerEchoesIsNotHandedOn() {
        final Throwable thrown =
                thrownFor(new AuthenticationException(new HttpException(401, "no access with " + StubServer.KEY)));

        assertThat(thrown).hasMessageContaining("[redacted]").hasNoCause();
        assertThat(thrown.getMessage()).doesNotContain(StubServer.KEY);
    }

    @Test
    void realChatModelOfLangChain4jGetsTheSeed() {
        try (StubServer server = StubServer.answering(request -> "real")) {
            final ChatModel chat = OpenAiChatModel.builder()
                    .baseUrl(server.url(StubProtocol.OPENAI))
                    .apiKey("x")
                    .modelName("own-model")
                    .maxRetries(0)
                    .build();
            final ChatModelAdapter model = ChatModelAdapter.of(chat, "own");

            assertThat(model.answer(REQUEST.with(Request.SEED, 1L)).text()).isEqualTo("real");
            assertThat(server.log().get(0).model()).isEqualTo("own-model");
            assertThat(server.log().get(0).body().path("seed").isNumber()).isTrue();
            assertThat(model.identity().details()).containsEntry("model", "own-model");
        }
    }

    private static Throwable thrownFor(RuntimeException problem) {
        return catchThrowable(() -> answerFor(problem));
    }

    private static Answer answerFor(RuntimeException problem) {
        return ChatModelAdapter.of(chatModel(asked -> {
                    throw problem;
                }))
                .answer(REQUEST);
    }

    private static ChatResponse answer(String text) {
        return ChatResponse.builder().aiMessage(AiMessage.from(text)).build();
    }

    private static ChatModel chatModel(Function<ChatRequest, ChatResponse> answers) {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return answers.apply(request);
            }
        };
    }
}
