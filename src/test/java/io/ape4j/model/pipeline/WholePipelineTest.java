package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Call;
import io.ape4j.model.CallKey;
import io.ape4j.model.CallLog.Phase;
import io.ape4j.model.Caller;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Sample;
import io.ape4j.model.ScriptedModel;
import io.ape4j.model.cache.AnswerCache;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.model.cache.Cached;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.sqlite.SqliteCallStore;
import io.ape4j.run.journal.Journal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All layers together, without the retries. */
class WholePipelineTest {
    private static final int REQUESTS = 60;

    @TempDir
    Path folder;

    private final ScriptedModel server = ScriptedModel.slowEcho(2);
    private CallStore store;

    @BeforeEach
    void openStore() {
        store = SqliteCallStore.open(folder.resolve("calls.sqlite"));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void aRunIsTheSameAtAnyConcurrencyColdWarmAndResumed(int concurrency) {
        final List<String> cold = run("cold", concurrency, Caps.NONE);
        final List<String> warm = run("warm", concurrency, Caps.NONE);
        final List<String> resumed = run("cold", concurrency, Caps.NONE);

        assertThat(warm).isEqualTo(cold);
        assertThat(resumed).isEqualTo(cold);
        assertThat(server.asked()).isEqualTo(REQUESTS);
        try (Journal journal = Journal.openReadOnly(folder.resolve("warm.jsonl"))) {
            assertThat(journal.callCount()).isEqualTo(REQUESTS);
            assertThat(journal.settled(Phase.SEARCH).calls()).isZero();
        }
    }

    @Test
    void aRunThatRanOutOfBudgetGoesOnWhenTheCapIsRaised() {
        assertThatThrownBy(() -> run("run", 16, Caps.NONE.withCalls(20)))
                .isInstanceOf(ModelException.BudgetExhausted.class);
        assertThat(server.asked()).isEqualTo(20);

        final List<String> whole = run("run", 16, Caps.NONE.withCalls(REQUESTS));

        assertThat(whole).hasSize(REQUESTS);
        assertThat(server.asked()).isEqualTo(REQUESTS);
    }

    private List<String> run(String name, int concurrency, Caps caps) {
        try (Journal journal = Journal.open(folder.resolve(name + ".jsonl"));
                Dispatcher dispatcher = new Dispatcher(concurrency)) {
            final Budgeted budgeted = new Budgeted(
                    server, ModelRole.EXECUTOR, new SpendingLedger(journal, caps, Caps.NONE), Optional.of(Price.FREE));
            try (Limited limited = new Limited(budgeted, concurrency)) {
                final Caller cached = new Cached(
                        new AnswerCache(store), CacheMode.USE, Sample.MODEL, ModelRole.EXECUTOR, once(limited));
                final Caller journaled =
                        new Journaled(journal, new SingleFlight(), Sample.MODEL, ModelRole.EXECUTOR, cached);
                return dispatcher
                        .answer(IntStream.range(0, REQUESTS)
                                .mapToObj(i -> new Dispatcher.Ask(journaled, Sample.request("q" + i)))
                                .toList())
                        .stream()
                        .map(call -> call.answer().text())
                        .toList();
            }
        }
    }

    private static Caller once(LanguageModel model) {
        return request -> new Call(
                CallKey.of(model.identity(), request),
                ModelRole.EXECUTOR,
                request,
                model.answer(request),
                BigDecimal.ZERO,
                Duration.ZERO,
                Call.Source.BOUGHT);
    }
}
