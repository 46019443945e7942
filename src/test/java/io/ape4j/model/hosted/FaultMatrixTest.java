package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.model.pipeline.Retrying;
import io.ape4j.prompt.Message;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * RELIABILITY 7, 8 and 10 over all five protocols: each case with each of them, against a real server on loopback. What
 * only one provider does is in {@link HostedFailuresTest}.
 */
class FaultMatrixTest {
    private static final Request REQUEST = Request.chat(List.of(Message.user("hello")), 16);
    private static final int ATTEMPTS = 4;
    private static final Retrying.Policy POLICY = new Retrying.Policy(
            ATTEMPTS, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(20));

    private final List<Duration> waits = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void case7EveryFaultIsTriedAgainForABoundedTimeAndThenStopsTheRunNeverAScore(ServerFault fault) {
        for (final StubProtocol protocol : StubProtocol.values()) {
            waits.clear();
            try (StubServer server = StubServer.scripted(request -> fault.reply(protocol));
                    LanguageModel model = server.open(protocol, options(fault, 150))) {
                final ModelException.Outage outage = catchThrowableOfType(
                        ModelException.Outage.class, () -> retrying(model).call(REQUEST));

                assertThat(outage)
                        .as("%s over %s", fault, protocol)
                        .hasMessageContaining("gave no answer in " + ATTEMPTS + " attempts")
                        .hasMessageContaining("127.0.0.1");
                assertThat(server.requests()).isEqualTo(ATTEMPTS);
                assertThat(waits)
                        .hasSize(ATTEMPTS - 1)
                        .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(20)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void case7AFaultThatPassesCostsNothingButTime(ServerFault fault) {
        for (final StubProtocol protocol : StubProtocol.values()) {
            final AtomicInteger requests = new AtomicInteger();
            try (StubServer server = StubServer.scripted(request -> requests.getAndIncrement() < (fault.hangs() ? 1 : 2)
                            ? fault.reply(protocol)
                            : StubReply.text("at last"));
                    LanguageModel model = server.open(protocol, options(fault, 300))) {
                assertThat(retrying(model).call(REQUEST).answer().text())
                        .as("%s over %s", fault, protocol)
                        .isEqualTo("at last");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void case7RetryAfterIsObeyedInSecondsAndAsADateAndIgnoredAsGarbage(StubProtocol protocol) {
        final String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(15));
        try (StubServer server = StubServer.replying(
                        StubReply.tooMany("7"),
                        StubReply.tooMany(date),
                        StubReply.tooMany("soon"),
                        StubReply.text("at last"));
                LanguageModel model = server.open(protocol, HostedOptions.DEFAULT)) {
            retrying(model).call(REQUEST);

            assertThat(waits.get(0)).isEqualTo(Duration.ofSeconds(7));
            assertThat(waits.get(1)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15));
            assertThat(waits.get(2)).isEqualTo(Duration.ofMillis(1500));
        }
    }

    @ParameterizedTest
    @EnumSource
    void case8NoQuotaIsNotTriedAgainAndNamesTheAccountsVariable(StubProtocol protocol) {
        for (final int status : List.of(402, 429)) {
            assertThat(rejected(protocol, StubReply.error(status, "insufficient_quota", "insufficient_quota: pay")))
                    .hasMessageContaining("no quota left")
                    .hasMessageContaining(protocol.keyVariable());
        }
    }

    @ParameterizedTest
    @EnumSource
    void case8ARefusedKeyIsNotTriedAgainAndNamesItsVariable(StubProtocol protocol) {
        for (final int status : List.of(401, 403)) {
            assertThat(rejected(protocol, StubReply.error(status, "authentication_error", "bad key")))
                    .hasMessageContaining("refused the key")
                    .hasMessageContaining(protocol.keyVariable());
        }
    }

    @ParameterizedTest
    @EnumSource
    void case8AnUnknownModelIsNotTriedAgainAndIsNamed(StubProtocol protocol) {
        assertThat(rejected(protocol, StubReply.error(404, "model_not_found", "no such model")))
                .hasMessageContaining("stub-model")
                .hasMessageContaining("is not there");
    }

    @ParameterizedTest
    @EnumSource
    void case9MissingUsageIsSaidToBeMissingSoThatItIsChargedAtTheReservation(StubProtocol protocol) {
        assertThat(answer(protocol, StubReply.withoutUsage("ok")).usage().reported())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void case10AnExampleThatDoesNotFitTheContextIsItsOwnFailure(StubProtocol protocol) {
        final StubReply tooLong =
                StubReply.error(400, "invalid_request_error", "the prompt exceeds the maximum context length of 4096");

        assertThat(answer(protocol, tooLong).finish()).isEqualTo(Answer.Finish.CONTEXT_EXCEEDED);
    }

    @ParameterizedTest
    @EnumSource
    void case10AnExampleThatAContentFilterRefusesIsItsOwnFailure(StubProtocol protocol) {
        final StubReply refused =
                StubReply.error(400, "invalid_request_error", "blocked by the content filter of this deployment");

        assertThat(answer(protocol, refused).finish()).isEqualTo(Answer.Finish.CONTENT_FILTERED);
    }

    @ParameterizedTest
    @EnumSource
    void case10AnAnswerThatWasCutIsToldFromOneThatEnded(StubProtocol protocol) {
        assertThat(answer(protocol, StubReply.cut("and so")).finish()).isEqualTo(Answer.Finish.LENGTH);
        assertThat(answer(protocol, StubReply.text("and so on")).finish()).isEqualTo(Answer.Finish.STOP);
    }

    @ParameterizedTest
    @EnumSource
    void case10AnAnswerOfAMegabyteIsTaken(StubProtocol protocol) {
        final String text = "word ".repeat(200_000);

        assertThat(answer(protocol, StubReply.text(text)).text()).isEqualTo(text);
    }

    private static HostedOptions options(ServerFault fault, int millis) {
        return fault.hangs() ? HostedOptions.DEFAULT.withTimeout(Duration.ofMillis(millis)) : HostedOptions.DEFAULT;
    }

    private Retrying retrying(LanguageModel model) {
        final AtomicLong now = new AtomicLong();
        return new Retrying(
                model,
                ModelRole.EXECUTOR,
                Prices.listed(),
                POLICY,
                new Retrying.Seams(
                        now::get,
                        time -> {
                            waits.add(time);
                            now.addAndGet(time.toNanos());
                        },
                        () -> 0.5));
    }

    private Answer answer(StubProtocol protocol, StubReply reply) {
        try (StubServer server = StubServer.replying(reply);
                LanguageModel model = server.open(protocol, HostedOptions.DEFAULT)) {
            return retrying(model).call(REQUEST).answer();
        }
    }

    private ModelException.Rejected rejected(StubProtocol protocol, StubReply reply) {
        try (StubServer server = StubServer.replying(reply);
                LanguageModel model = server.open(protocol, HostedOptions.DEFAULT)) {
            final ModelException.Rejected rejected = catchThrowableOfType(
                    ModelException.Rejected.class, () -> retrying(model).call(REQUEST));
            assertThat(rejected).as("%s over %s", reply, protocol).isNotNull();
            assertThat(server.requests()).isEqualTo(1);
            assertThat(waits).isEmpty();
            return rejected;
        }
    }
}
