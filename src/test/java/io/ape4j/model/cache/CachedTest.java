package io.ape4j.model.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Sample;
import io.ape4j.model.ScriptedModel;
import io.ape4j.model.Usage;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.StoredAnswer;
import io.ape4j.model.store.sqlite.SqliteCallStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedTest {
    @TempDir
    Path folder;

    private final AtomicInteger bought = new AtomicInteger();
    private CallStore store;

    @BeforeEach
    void openStore() {
        store = SqliteCallStore.open(folder.resolve("calls.sqlite"));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void asksOnceAndThenAnswersFromTheCacheAtTheOldCost() {
        final Caller caller = cached(CacheMode.USE);

        final Call first = caller.call(Sample.request("q"));
        final Call second = caller.call(Sample.request("q"));

        assertThat(first.source()).isEqualTo(Call.Source.BOUGHT);
        assertThat(second).isEqualTo(first.from(Call.Source.CACHED));
        assertThat(bought).hasValue(1);
    }

    @Test
    void anotherProcessFindsItWithoutTheMemoryOfThisOne() {
        cached(CacheMode.USE).call(Sample.request("q"));

        final Call call = cached(CacheMode.USE).call(Sample.request("q"));

        assertThat(call.source()).isEqualTo(Call.Source.CACHED);
        assertThat(bought).hasValue(1);
    }

    @Test
    void refreshAsksAnewAndOverwrites() {
        cached(CacheMode.USE).call(Sample.request("q"));

        final Call refreshed = cached(CacheMode.REFRESH).call(Sample.request("q"));
        final Call after = cached(CacheMode.USE).call(Sample.request("q"));

        assertThat(refreshed.source()).isEqualTo(Call.Source.BOUGHT);
        assertThat(after.answer().text()).isEqualTo("q 2");
    }

    @Test
    void offNeitherReadsNorWrites() {
        cached(CacheMode.OFF).call(Sample.request("q"));

        final Call call = cached(CacheMode.USE).call(Sample.request("q"));

        assertThat(call.source()).isEqualTo(Call.Source.BOUGHT);
    }

    @Test
    void onlyAsksNoModel() {
        cached(CacheMode.USE).call(Sample.request("known"));

        final Call known = cached(CacheMode.ONLY).call(Sample.request("known"));

        assertThat(known.source()).isEqualTo(Call.Source.CACHED);
        assertThatThrownBy(() -> cached(CacheMode.ONLY).call(Sample.request("unknown")))
                .isInstanceOf(ModelException.NotRecorded.class)
                .hasMessageContaining("\"unknown\"");
        assertThat(bought).hasValue(1);
    }

    @Test
    void aModelThatIsNotShareableIsNeverShared() {
        final ModelIdentity own = new ModelIdentity("test", "", "own", Map.of(), false);
        final Caller caller =
                new Cached(new AnswerCache(store), CacheMode.USE, own, ModelRole.EXECUTOR, request -> buy(request));

        caller.call(Sample.request("q"));
        caller.call(Sample.request("q"));

        assertThat(bought).hasValue(2);
        assertThat(store.find(CallKey.of(own, Sample.request("q")))).isEmpty();
    }

    @Test
    void anExamplesOwnFailureIsKeptAndAnOutageIsNot() {
        final Caller failing =
                new Cached(new AnswerCache(store), CacheMode.USE, Sample.MODEL, ModelRole.EXECUTOR, request -> {
                    if (bought.incrementAndGet() == 1) {
                        throw new ModelException.Outage("down", null);
                    }
                    return call(request, Answer.of("", Answer.Finish.CONTEXT_EXCEEDED, Usage.NONE));
                });

        assertThatThrownBy(() -> failing.call(Sample.request("q"))).isInstanceOf(ModelException.Outage.class);
        failing.call(Sample.request("q"));
        final Call again = failing.call(Sample.request("q"));

        assertThat(again.source()).isEqualTo(Call.Source.CACHED);
        assertThat(again.answer().finish()).isEqualTo(Answer.Finish.CONTEXT_EXCEEDED);
        assertThat(bought).hasValue(2);
    }

    @Test
    void equalRequestsAtOnceAreBoughtOnce() throws Exception {
        final AnswerCache cache = new AnswerCache(store);
        final ExecutorService pool = Executors.newFixedThreadPool(32);
        try {
            final List<Future<Call>> all = new ArrayList<>();
            for (int i = 0; i < 96; i++) {
                final String text = "q" + i % 3;
                all.add(pool.submit(() -> cached(cache, CacheMode.USE).call(Sample.request(text))));
            }
            for (final Future<Call> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(bought).hasValue(3);
    }

    @Test
    void oneCancelledWaiterCancelsNobody() throws Exception {
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final Caller caller =
                new Cached(new AnswerCache(store), CacheMode.USE, Sample.MODEL, ModelRole.EXECUTOR, request -> {
                    asked.countDown();
                    while (release.getCount() > 0) {
                        ScriptedModel.pauseUninterruptibly(1);
                    }
                    return buy(request);
                });
        final ExecutorService pool = Executors.newCachedThreadPool();
        final ExecutorService cancelled = Executors.newSingleThreadExecutor();
        try {
            final Future<Call> owner = pool.submit(() -> caller.call(Sample.request("q")));
            asked.await();
            final Future<Call> patient = pool.submit(() -> caller.call(Sample.request("q")));
            final Future<Call> impatient = cancelled.submit(() -> caller.call(Sample.request("q")));
            Thread.sleep(30);

            cancelled.shutdownNow();
            assertThatThrownBy(impatient::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ModelException.Interrupted.class);
            release.countDown();

            assertThat(owner.get().source()).isEqualTo(Call.Source.BOUGHT);
            assertThat(patient.get().source()).isEqualTo(Call.Source.CACHED);
            assertThat(bought).hasValue(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whoFailsGivesTheClaimToTheOtherProcess() {
        final Caller failing =
                new Cached(new AnswerCache(store), CacheMode.USE, Sample.MODEL, ModelRole.EXECUTOR, request -> {
                    throw new ModelException.Rejected("no key", null);
                });
        assertThatThrownBy(() -> failing.call(Sample.request("q"))).isInstanceOf(ModelException.Rejected.class);

        try (CallStore other = SqliteCallStore.open(folder.resolve("calls.sqlite"))) {
            assertThat(other.claim(Sample.key("q"))).isTrue();
        }
    }

    @Test
    void waitsForTheAnswerThatAnotherProcessIsBuying() {
        try (CallStore other = SqliteCallStore.open(folder.resolve("calls.sqlite"))) {
            other.claim(Sample.key("q"));
            final AtomicInteger waits = new AtomicInteger();
            final AnswerCache cache = new AnswerCache(store, warning -> {}, duration -> {
                if (waits.incrementAndGet() == 3) {
                    other.put(
                            Sample.question("q"),
                            new StoredAnswer(Sample.answer("theirs"), BigDecimal.ONE, Duration.ZERO));
                }
            });

            final Call call = cached(cache, CacheMode.USE).call(Sample.request("q"));

            assertThat(call.answer().text()).isEqualTo("theirs");
            assertThat(waits).hasValue(3);
            assertThat(bought).hasValue(0);
        }
    }

    private Caller cached(CacheMode mode) {
        return cached(new AnswerCache(store), mode);
    }

    private Caller cached(AnswerCache cache, CacheMode mode) {
        return new Cached(cache, mode, Sample.MODEL, ModelRole.EXECUTOR, this::buy);
    }

    private Call buy(Request request) {
        return call(request, Sample.answer(ScriptedModel.text(request) + " " + bought.incrementAndGet()));
    }

    private static Call call(Request request, Answer answer) {
        return new Call(
                CallKey.of(Sample.MODEL, request),
                ModelRole.EXECUTOR,
                request,
                answer,
                new BigDecimal("0.5"),
                Duration.ofMillis(3),
                Call.Source.BOUGHT);
    }
}
