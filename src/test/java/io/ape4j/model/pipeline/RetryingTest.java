package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.hosted.HostedOptions;
import io.ape4j.model.hosted.StubProtocol;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.prompt.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** RELIABILITY 7 and 8: bounded, jittered, obedient retries, and the end of them. */
class RetryingTest {
    private static final Request REQUEST = Request.chat(List.of(Message.user("one two")), 16);
    private static final Retrying.Policy POLICY = new Retrying.Policy(
            4, Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(20));

    private final AtomicLong now = new AtomicLong();
    private final List<Duration> waits = new ArrayList<>();
    private final Retrying.Seams seams = new Retrying.Seams(
            now::get,
            time -> {
                waits.add(time);
                now.addAndGet(time.toNanos());
            },
            () -> 0.5);

    @Test
    void answerIsACallThatWasBought() {
        try (StubServer server = StubServer.answering(request -> "three");
                LanguageModel model = open(server)) {
            final Call call = caller(model).call(REQUEST);

            assertThat(call.answer().text()).isEqualTo("three");
            assertThat(call.key()).isEqualTo(CallKey.of(model.identity(), REQUEST));
            assertThat(call.role()).isEqualTo(ModelRole.EXECUTOR);
            assertThat(call.source()).isEqualTo(Call.Source.BOUGHT);
            assertThat(waits).isEmpty();
        }
    }

    @Test
    void waitsAreRandomShareOfABoundThatDoublesUpToItsLimit() {
        try (StubServer server = StubServer.replying(
                        error(503), new StubReply.Reset(), StubReply.html(), StubReply.text("at last"));
                LanguageModel model = open(server)) {
            assertThat(caller(model).call(REQUEST).answer().text()).isEqualTo("at last");
            assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(1500));
        }
    }

    @Test
    void serversOwnWaitIsObeyed() {
        try (StubServer server = StubServer.replying(StubReply.tooMany("7"), StubReply.text("ok"));
                LanguageModel model = open(server)) {
            caller(model).call(REQUEST);

            assertThat(waits).containsExactly(Duration.ofSeconds(7));
        }
    }

    @Test
    void serversOwnWaitIsCutToTheLimit() {
        try (StubServer server = StubServer.replying(StubReply.tooMany("3600"), StubReply.text("ok"));
                LanguageModel model = open(server)) {
            caller(model).call(REQUEST);

            assertThat(waits).containsExactly(Duration.ofSeconds(20));
        }
    }

    @Test
    void garbageInRetryAfterFallsBackToTheOwnWait() {
        try (StubServer server = StubServer.replying(StubReply.tooMany("soon"), StubReply.text("ok"));
                LanguageModel model = open(server)) {
            caller(model).call(REQUEST);

            assertThat(waits).containsExactly(Duration.ofMillis(500));
        }
    }

    @Test
    void afterTheLastAttemptItIsAnOutageThatNamesTheCause() {
        try (StubServer server = StubServer.replying(error(500));
                LanguageModel model = open(server)) {
            assertThatExceptionOfType(ModelException.Outage.class)
                    .isThrownBy(() -> caller(model).call(REQUEST))
                    .withMessageContaining("executor gave no answer in 4 attempts")
                    .withMessageContaining("(500): broken for a while");
            assertThat(server.requests()).isEqualTo(4);
        }
    }

    @Test
    void noWaitIsBegunThatEndsAfterTheTotalTime() {
        final Retrying.Policy patient = new Retrying.Policy(
                100, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(20));
        try (StubServer server = StubServer.replying(StubReply.tooMany("20"));
                LanguageModel model = open(server)) {
            assertThatExceptionOfType(ModelException.Outage.class)
                    .isThrownBy(() -> caller(model, patient).call(REQUEST));
            assertThat(waits).containsExactly(Duration.ofSeconds(20));
        }
    }

    @Test
    void rejectionIsNotTriedAgain() {
        try (StubServer server = StubServer.replying(StubReply.error(401, "x", "bad key"));
                LanguageModel model = open(server)) {
            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> caller(model).call(REQUEST));
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void exhaustedBudgetIsNotTriedAgain() {
        final LanguageModel model = fake(() -> {
            throw new ModelException.BudgetExhausted("spent");
        });

        assertThatThrownBy(() -> caller(model).call(REQUEST)).isInstanceOf(ModelException.BudgetExhausted.class);
        assertThat(waits).isEmpty();
    }

    @Test
    void interruptionEndsTheWait() {
        final LanguageModel model = fake(() -> {
            throw new ModelException.Transient("busy", null, null);
        });
        final Retrying.Seams interrupted = new Retrying.Seams(
                now::get,
                time -> {
                    throw new InterruptedException();
                },
                () -> 0.5);
        final Retrying caller = new Retrying(model, ModelRole.JUDGE, Prices.listed(), POLICY, interrupted);

        assertThatThrownBy(() -> caller.call(REQUEST)).isInstanceOf(ModelException.Interrupted.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void latencyIsThatOfTheAttemptThatBroughtTheAnswerAndTheCostItsOwn() {
        final List<Boolean> tried = new ArrayList<>();
        final LanguageModel model = fake(() -> {
            now.addAndGet(Duration.ofMillis(40).toNanos());
            tried.add(true);
            if (tried.size() < 3) {
                throw new ModelException.Transient("busy", null, null);
            }
            return Answer.of("x", Answer.Finish.STOP, new Usage(1_000_000, 1_000_000, true));
        });

        final Call call = caller(model).call(REQUEST);

        assertThat(call.latency()).isEqualTo(Duration.ofMillis(40));
        assertThat(call.cost()).isEqualByComparingTo(new BigDecimal("0.75"));
    }

    private Retrying caller(LanguageModel model) {
        return caller(model, POLICY);
    }

    private Retrying caller(LanguageModel model, Retrying.Policy policy) {
        return new Retrying(model, ModelRole.EXECUTOR, Prices.listed(), policy, seams);
    }

    private static StubReply error(int status) {
        return StubReply.error(status, "server_error", "broken for a while");
    }

    private static LanguageModel open(StubServer server) {
        return server.open(StubProtocol.OPENAI, HostedOptions.DEFAULT);
    }

    interface Answering {
        Answer answer();
    }

    /** A model for what no server can do: to cost money, and to be out of budget. */
    static LanguageModel fake(Answering answering) {
        return new LanguageModel() {
            @Override
            public ModelIdentity identity() {
                return new ModelIdentity("openai", "https://api.openai.com/v1", "gpt-4o-mini", Map.of(), true);
            }

            @Override
            public Answer answer(Request request) {
                return answering.answer();
            }

            @Override
            public void close() {}
        };
    }
}
