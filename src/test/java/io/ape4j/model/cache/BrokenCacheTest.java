package io.ape4j.model.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.Caller;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Sample;
import io.ape4j.model.ScriptedModel;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.Question;
import io.ape4j.model.store.StoredAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** RELIABILITY 3: a cache whose disk is full, read-only or gone costs no answer and no run. */
class BrokenCacheTest {
    private final AtomicInteger bought = new AtomicInteger();
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    /** Fails from its nth use on, at whatever it is asked to do. */
    private static final class FailingStore implements CallStore {
        private final AtomicInteger usesLeft;

        FailingStore(int usesLeft) {
            this.usesLeft = new AtomicInteger(usesLeft);
        }

        private void use() {
            if (usesLeft.getAndDecrement() <= 0) {
                throw new UncheckedIOException(new IOException("the cache x: disk full"));
            }
        }

        @Override
        public Optional<StoredAnswer> find(CallKey key) {
            use();
            return Optional.empty();
        }

        @Override
        public boolean claim(CallKey key) {
            use();
            return true;
        }

        @Override
        public void release(CallKey key) {
            use();
        }

        @Override
        public void put(Question question, StoredAnswer answer) {
            use();
        }

        @Override
        public long damagedEntries() {
            return 0;
        }

        @Override
        public void close() {}
    }

    @Test
    void noAnswerIsLostWhereverTheStoreFailsAndOneWarningSaysSo() {
        int runs = 0;
        for (int uses = 0; uses < 12; uses++) {
            bought.set(0);
            warnings.clear();
            final Caller caller = cached(new FailingStore(uses), CacheMode.USE);

            final List<String> answers = List.of(text(caller, "a"), text(caller, "b"), text(caller, "a"));

            assertThat(answers).containsExactly("a", "b", "a");
            assertThat(bought).hasValue(2);
            assertThat(warnings).hasSizeLessThanOrEqualTo(1);
            runs += warnings.size();
        }
        assertThat(runs).isGreaterThanOrEqualTo(8);
    }

    @Test
    void equalCallsOfThisProcessAreStillBoughtOnceFromManyThreads() throws Exception {
        final Caller caller = cached(new FailingStore(30), CacheMode.USE);
        final ExecutorService pool = Executors.newFixedThreadPool(32);
        try {
            final List<Future<String>> all = new ArrayList<>();
            for (int i = 0; i < 320; i++) {
                final String question = "q" + i % 40;
                all.add(pool.submit(() -> text(caller, question)));
            }
            for (int i = 0; i < 320; i++) {
                assertThat(all.get(i).get()).isEqualTo("q" + i % 40);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(bought).hasValue(40);
        assertThat(warnings).hasSize(1);
    }

    @Test
    void theWarningNamesTheCauseAndWhatBecomesOfTheRun() {
        text(cached(new FailingStore(0), CacheMode.USE), "a");

        assertThat(warnings.get(0)).contains("disk full", "without the cache", "no answer is lost");
    }

    @Test
    void refreshingGoesOnToo() {
        final Caller caller = cached(new FailingStore(0), CacheMode.REFRESH);

        assertThat(List.of(text(caller, "a"), text(caller, "b"))).containsExactly("a", "b");
        assertThat(warnings).hasSize(1);
    }

    @Test
    void whereTheCacheAloneMayAnswerItsFailureIsOne() {
        final Caller caller = cached(new FailingStore(0), CacheMode.ONLY);

        assertThatThrownBy(() -> caller.call(Sample.request("a"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aFailureOfTheJournalBehindItIsNotTakenForOneOfTheCache() {
        final AnswerCache cache = new AnswerCache(new FailingStore(100), warnings::add);
        final Caller caller = new Cached(cache, CacheMode.USE, Sample.MODEL, ModelRole.EXECUTOR, request -> {
            throw new UncheckedIOException(new IOException("the journal's disk is full"));
        });

        assertThatThrownBy(() -> caller.call(Sample.request("a"))).hasMessageContaining("journal");
        assertThat(warnings).isEmpty();
    }

    private Caller cached(CallStore store, CacheMode mode) {
        final AnswerCache cache = new AnswerCache(store, warnings::add);
        return new Cached(cache, mode, Sample.MODEL, ModelRole.EXECUTOR, this::buy);
    }

    private static String text(Caller caller, String question) {
        return caller.call(Sample.request(question)).answer().text();
    }

    private Call buy(Request request) {
        bought.incrementAndGet();
        return new Call(
                CallKey.of(Sample.MODEL, request),
                ModelRole.EXECUTOR,
                request,
                Sample.answer(ScriptedModel.text(request)),
                BigDecimal.ZERO,
                Duration.ZERO,
                Call.Source.BOUGHT);
    }
}
