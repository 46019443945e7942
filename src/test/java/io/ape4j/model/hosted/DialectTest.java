package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.Request;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out, and what is added, for servers that need it. */
class DialectTest {
    private static final Request REQUEST = Request.chat(List.of(Message.user("hello")), 16);
    private static final Set<StubProtocol> WITH_TEMPLATES = Set.of(StubProtocol.OPENAI, StubProtocol.OLLAMA);

    @ParameterizedTest
    @EnumSource
    void noTemperatureIsSentToAModelThatRefusesAny(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(request -> "ok");
                LanguageModel model = server.open(protocol, HostedOptions.DEFAULT.withoutTemperature());
                LanguageModel usual = server.open(protocol, HostedOptions.DEFAULT)) {
            model.answer(REQUEST.with(Request.TEMPERATURE, 0.7));

            assertThat(server.log().get(0).body().findValue("temperature")).isNull();
            assertThat(model.identity()).isNotEqualTo(usual.identity());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateThatWouldAddItsOwnSystemPromptIsSentAnEmptyOne(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(request -> "ok");
                LanguageModel model = server.open(protocol, HostedOptions.DEFAULT)) {
            model.answer(REQUEST);

            final List<String> roles =
                    server.log().get(0).body().path("messages").findValuesAsText("role");
            if (WITH_TEMPLATES.contains(protocol)) {
                assertThat(roles).containsExactly("system", "user");
                assertThat(server.log()
                                .get(0)
                                .body()
                                .path("messages")
                                .path(0)
                                .path("content")
                                .asText("none"))
                        .isEmpty();
            } else {
                assertThat(roles).doesNotContain("system");
                assertThat(server.log().get(0).body().findValue("system")).isNull();
                assertThat(server.log().get(0).body().findValue("systemInstruction"))
                        .isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSystemMessageOfTheRequestStaysTheOnlyOne(StubProtocol protocol) {
        final Request request = Request.chat(List.of(Message.system("Be brief."), Message.user("hello")), 16);
        try (StubServer server = StubServer.answering(asked -> "ok");
                LanguageModel model = server.open(protocol, HostedOptions.DEFAULT)) {
            model.answer(request);

            assertThat(server.log().get(0).messages()).isEqualTo(request.messages());
        }
    }

    @ParameterizedTest
    @EnumSource
    void noEmptySystemMessageIsSentToATemplateWithoutAPlaceForIt(StubProtocol protocol) {
        try (StubServer server = StubServer.answering(request -> "ok");
                LanguageModel model = server.open(protocol, HostedOptions.DEFAULT.withoutEmptySystemMessage())) {
            model.answer(REQUEST);

            assertThat(server.log().get(0).messages()).extracting(Message::role).containsExactly(Role.USER);
        }
    }

    @Test
    void answersWithAndWithoutAnEmptySystemMessageShareNoCacheEntry() {
        try (StubServer server = StubServer.answering(request -> "ok");
                LanguageModel with = server.open(StubProtocol.OPENAI, HostedOptions.DEFAULT);
                LanguageModel without =
                        server.open(StubProtocol.OPENAI, HostedOptions.DEFAULT.withoutEmptySystemMessage())) {
            assertThat(with.identity()).isNotEqualTo(without.identity());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is"
                        + " supported.",
                "Unsupported parameter: 'temperature' is not supported with this model.",
                "`temperature` is deprecated for this model."
            })
    void aRefusedTemperatureNamesTheOptionThatLeavesItOut(String message) {
        refusedWith(400, message, "--no-temperature");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500})
    void aRefusedSystemMessageNamesTheOptionThatLeavesItOut(int status) {
        refusedWith(status, "Jinja Exception: System role not supported", "--no-empty-system");
    }

    private static void refusedWith(int status, String message, String option) {
        try (StubServer server = StubServer.replying(StubReply.error(status, "unsupported_value", message));
                LanguageModel model = server.open(StubProtocol.OPENAI, HostedOptions.DEFAULT)) {
            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> model.answer(REQUEST))
                    .withMessageContaining(option);
        }
    }
}
