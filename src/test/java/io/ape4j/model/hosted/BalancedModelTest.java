package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ape4j.model.CallKey;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.Request;
import io.ape4j.model.ScriptedModel;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.prompt.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** One model on several real servers, of which one dies and comes back. */
class BalancedModelTest {
    private static final Request REQUEST = Request.chat(List.of(Message.user("hello")), 16);
    private static final ModelIdentity GROUP = new ModelIdentity("openai", "farm-1", "stub-model", Map.of(), true);

    private final AtomicLong now = new AtomicLong();

    @Test
    void requestsGoToTheServerThatIsAtWorkOnTheFewest() throws Exception {
        try (StubServer slow = answering("slow", 300);
                StubServer quick = answering("quick", 10);
                LanguageModel model = balanced(slow, quick)) {
            final ExecutorService threads = Executors.newFixedThreadPool(8);
            final List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                calls.add(threads.submit(() -> model.answer(REQUEST)));
            }
            for (final Future<?> call : calls) {
                call.get();
            }
            threads.shutdown();

            assertThat(slow.requests() + quick.requests()).isEqualTo(80);
            assertThat(quick.requests()).isGreaterThan(2 * slow.requests());
            assertThat(slow.mostInFlight()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void idleServersTakeTurns() {
        try (StubServer one = answering("one", 0);
                StubServer two = answering("two", 0);
                StubServer three = answering("three", 0);
                LanguageModel model = balanced(one, two, three)) {
            ask(model, 30);

            assertThat(List.of(one.requests(), two.requests(), three.requests()))
                    .containsOnly(10);
        }
    }

    @Test
    void aServerThatDiesIsLeftOutAndTakesPartAgainWhenItIsBack() {
        try (StubServer stays = answering("stays", 0)) {
            final StubServer dies = answering("dies", 0);
            final int port = dies.port();
            try (LanguageModel model = balanced(stays, dies)) {
                ask(model, 10);
                dies.close();

                assertThat(failures(model, 12))
                        .as("attempts that met the dead server")
                        .isEqualTo(1);
                for (final int seconds : List.of(1, 2)) {
                    assertThat(failures(model, 20))
                            .as("before its rest is over")
                            .isZero();
                    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
                    assertThat(failures(model, 20))
                            .as("tried once after %d s", seconds)
                            .isEqualTo(1);
                }
                try (StubServer back = StubServer.scriptedAt(port, request -> StubReply.text("back"))) {
                    assertThat(failures(model, 10)).isZero();
                    assertThat(back.requests()).as("it still rests").isZero();
                    now.addAndGet(Duration.ofSeconds(4).toNanos());

                    assertThat(failures(model, 40)).isZero();
                    assertThat(back.requests()).isBetween(20, 40);
                }
            }
        }
    }

    @Test
    void whileOneIsTriedAgainTheOthersTakeAllElse() throws Exception {
        try (StubServer stays = answering("stays", 0);
                StubServer hangs = StubServer.scripted(request ->
                        request.number() == 0 ? StubReply.error(500, "x", "ill") : new StubReply.Hang(false));
                LanguageModel model =
                        balanced(HostedOptions.DEFAULT.withTimeout(Duration.ofSeconds(1)), stays, hangs)) {
            failures(model, 4);
            now.addAndGet(Duration.ofSeconds(1).toNanos());

            final ExecutorService threads = Executors.newFixedThreadPool(8);
            final List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(threads.submit(() -> failures(model, 1)));
            }
            int failed = 0;
            for (final Future<Integer> call : calls) {
                failed += call.get();
            }
            threads.shutdown();

            assertThat(failed).isEqualTo(1);
            assertThat(hangs.requests()).isEqualTo(2);
        }
    }

    @Test
    void aBusyServerDoesNotMakeTheOthersWait() {
        try (StubServer busy = StubServer.replying(StubReply.tooMany("30"));
                StubServer free = answering("free", 0);
                LanguageModel model = balanced(busy, free)) {
            final ModelException.Transient problem =
                    catchThrowableOfType(ModelException.Transient.class, () -> ask(model, 2));

            assertThat(problem.retryAfter()).isEmpty();
            assertThat(problem.busy()).isTrue();
            assertThat(failures(model, 20)).isZero();
            assertThat(busy.requests()).isEqualTo(1);
        }
    }

    @Test
    void whenAllAreBusyTheirWaitIsPassedOn() {
        try (StubServer one = StubServer.replying(StubReply.tooMany("30"));
                StubServer two = StubServer.replying(StubReply.tooMany("40"));
                LanguageModel model = balanced(one, two)) {
            assertThat(failures(model, 1)).isEqualTo(1);

            final ModelException.Transient problem =
                    catchThrowableOfType(ModelException.Transient.class, () -> ask(model, 1));

            assertThat(problem.retryAfter()).contains(Duration.ofSeconds(40));
        }
    }

    @Test
    void aRejectionOfOneServerNamesIt() {
        try (StubServer lacks = StubServer.replying(StubReply.error(404, "model_not_found", "no such model"));
                LanguageModel model = balanced(lacks, lacks)) {
            assertThatExceptionOfType(ModelException.Rejected.class)
                    .isThrownBy(() -> model.answer(REQUEST))
                    .withMessageContaining("127.0.0.1:" + lacks.port());
        }
    }

    @Test
    void severalAddressesOfTheEnvironmentAreOneModel() {
        try (StubServer one = answering("one", 0);
                StubServer two = answering("two", 0)) {
            final String urls = two.url(StubProtocol.OPENAI) + ", " + one.url(StubProtocol.OPENAI);
            try (LanguageModel model = open(Map.of("OPENAI_BASE_URL", urls), HostedOptions.DEFAULT)) {
                ask(model, 10);

                assertThat(one.requests()).isEqualTo(5);
                assertThat(two.requests()).isEqualTo(5);
                assertThat(model.identity().endpoint().split(" ", -1))
                        .containsExactlyInAnyOrder(one.url(StubProtocol.OPENAI), two.url(StubProtocol.OPENAI))
                        .isSorted();
                assertThat(Prices.isOwnMachine(model.identity())).isTrue();
            }
        }
    }

    @Test
    void aNamedGroupKeepsItsCacheKeyWhenItsAddressesChange() {
        final HostedOptions farm = HostedOptions.DEFAULT.withGroup("farm-1");
        final LanguageModel before = open(Map.of(), farm.withUrls(List.of("http://10.0.0.1/v1", "http://10.0.0.2/v1")));
        final LanguageModel after = open(Map.of(), farm.withUrls(List.of("http://10.0.0.3/v1")));
        final LanguageModel other = open(Map.of(), farm.withGroup("farm-2").withUrls(List.of("http://10.0.0.3/v1")));

        assertThat(key(after)).isEqualTo(key(before)).isNotEqualTo(key(other));
        assertThat(before.identity().endpoint()).isEqualTo("farm-1");
        assertThat(Prices.isOwnMachine(before.identity())).isFalse();
    }

    @Test
    void twoAddressesWithoutAGroupNeverShareACacheEntry() {
        assertThat(key(open(Map.of("OPENAI_BASE_URL", "http://10.0.0.1/v1"), HostedOptions.DEFAULT)))
                .isNotEqualTo(key(open(Map.of("OPENAI_BASE_URL", "http://10.0.0.2/v1"), HostedOptions.DEFAULT)));
    }

    @Test
    void oneRemoteAddressMakesTheGroupRemote() {
        final LanguageModel mixed =
                open(Map.of("OPENAI_BASE_URL", "http://127.0.0.1:1/v1,http://10.0.0.2/v1"), HostedOptions.DEFAULT);

        assertThat(Prices.isOwnMachine(mixed.identity())).isFalse();
        assertThat(Prices.listed().of(mixed.identity())).isEmpty();
    }

    @Test
    void anAddressThatStandsTwiceOrIsNoneIsRefused() {
        assertThatExceptionOfType(ModelException.Rejected.class)
                .isThrownBy(() -> open(Map.of("OPENAI_BASE_URL", "http://a/v1,http://a/v1/"), HostedOptions.DEFAULT))
                .withMessageContaining("OPENAI_BASE_URL names http://a/v1 twice");
        assertThatExceptionOfType(ModelException.Rejected.class)
                .isThrownBy(() -> open(Map.of("OPENAI_BASE_URL", "http://a/v1,"), HostedOptions.DEFAULT))
                .withMessageContaining("OPENAI_BASE_URL is no base URL");
    }

    private static CallKey key(LanguageModel model) {
        return CallKey.of(model.identity(), REQUEST);
    }

    private static LanguageModel open(Map<String, String> env, HostedOptions options) {
        return HostedModels.open(ModelSpec.parse("openai:stub-model"), env, options);
    }

    private LanguageModel balanced(StubServer... servers) {
        return balanced(HostedOptions.DEFAULT, servers);
    }

    private LanguageModel balanced(HostedOptions options, StubServer... servers) {
        final List<LanguageModel> models = new ArrayList<>();
        for (final StubServer server : servers) {
            models.add(server.open(StubProtocol.OPENAI, options));
        }
        return new BalancedModel(GROUP, models, now::get);
    }

    private static StubServer answering(String text, int millis) {
        return StubServer.answering(request -> {
            ScriptedModel.pause(millis);
            return text;
        });
    }

    private static void ask(LanguageModel model, int times) {
        for (int i = 0; i < times; i++) {
            model.answer(REQUEST);
        }
    }

    /** How many of so many attempts failed. */
    private static int failures(LanguageModel model, int times) {
        int failures = 0;
        for (int i = 0; i < times; i++) {
            try {
                model.answer(REQUEST);
            } catch (ModelException.Transient e) {
                failures++;
            }
        }
        return failures;
    }
}
