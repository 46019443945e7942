package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Answer;
import io.ape4j.model.CallLog.Phase;
import io.ape4j.model.CallLog.Spent;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Sample;
import io.ape4j.model.ScriptedModel;
import io.ape4j.model.Usage;
import io.ape4j.run.journal.Journal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 9. */
class BudgetedTest {
    private static final Price PRICE = new Price(new BigDecimal("100"), new BigDecimal("1000"));
    /** The requests of these tests have texts of 8 bytes and 10 tokens of answer. */
    private static final long BOUND_TOKENS = 64 + 16 + 8 + 10;

    private static final BigDecimal BOUND_COST = PRICE.cost(new Usage(BOUND_TOKENS - 10, 10, true));

    @TempDir
    Path folder;

    private Journal journal;

    @BeforeEach
    void openJournal() {
        journal = Journal.open(folder.resolve(Journal.FILE_NAME));
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    @Test
    void ofFiftyParallelCallsWithTenLeftTenReachTheServer() throws Exception {
        final ScriptedModel server = ScriptedModel.slowEcho(20);
        final LanguageModel model = budgeted(server, Caps.NONE.withCalls(10));

        final int refused = askInParallel(model, 50);

        assertThat(server.asked()).isEqualTo(10);
        assertThat(refused).isEqualTo(40);
    }

    @Test
    void theTokenLimitHoldsUnderConcurrencyAndIsUsedUp() throws Exception {
        final ScriptedModel server = ScriptedModel.slowEcho(5);
        // Each uses 10 tokens in the end, and needs room for its bound before it is sent.
        final LanguageModel model = budgeted(server, Caps.NONE.withTokens(BOUND_TOKENS + 90));

        askInParallel(model, 50);

        assertThat(server.asked()).isEqualTo(10);
        assertThat(journal.settled(Phase.SEARCH).tokens()).isEqualTo(100);
    }

    @Test
    void theMoneyLimitHoldsUnderConcurrency() throws Exception {
        final ScriptedModel server = ScriptedModel.slowEcho(5);
        final BigDecimal perCall = PRICE.cost(new Usage(7, 3, true));
        final BigDecimal limit = BOUND_COST.add(perCall.multiply(BigDecimal.valueOf(9)));
        final LanguageModel model = budgeted(server, Caps.NONE.withCost(limit));

        askInParallel(model, 50);

        assertThat(server.asked()).isEqualTo(10);
        assertThat(journal.settled(Phase.SEARCH).cost()).isEqualByComparingTo(perCall.multiply(BigDecimal.TEN));
    }

    @Test
    void missingUsageIsChargedAtTheReservation() {
        final ScriptedModel server =
                new ScriptedModel(request -> Answer.of("x", Answer.Finish.STOP, new Usage(0, 0, false)));

        final Answer answer = budgeted(server, Caps.NONE).answer(Sample.request("12345678"));

        assertThat(answer.usage()).isEqualTo(new Usage(BOUND_TOKENS - 10, 10, false));
        assertThat(journal.settled(Phase.SEARCH)).isEqualTo(new Spent(1, BOUND_TOKENS, BOUND_COST));
    }

    @Test
    void aRefusedAttemptCountsAsACallWithoutTokens() {
        final ScriptedModel server = failing(new ModelException.Transient("429", null, true, null));

        assertThatThrownBy(() -> budgeted(server, Caps.NONE).answer(Sample.request("12345678")))
                .isInstanceOf(ModelException.Transient.class);

        assertThat(journal.settled(Phase.SEARCH)).isEqualTo(new Spent(1, 0, BigDecimal.ZERO));
    }

    @Test
    void anAttemptThatMayHaveBeenWorkedOnIsChargedAtTheReservation() {
        final ScriptedModel server = failing(new ModelException.Transient("reset", null, null));

        assertThatThrownBy(() -> budgeted(server, Caps.NONE).answer(Sample.request("12345678")))
                .isInstanceOf(ModelException.Transient.class);

        assertThat(journal.settled(Phase.SEARCH)).isEqualTo(new Spent(1, BOUND_TOKENS, BOUND_COST));
    }

    @Test
    void anUnknownPriceWithAMoneyLimitIsRefusedUpFront() {
        final SpendingLedger ledger = new SpendingLedger(journal, Caps.NONE.withCost(BigDecimal.ONE), Caps.NONE);

        assertThatThrownBy(
                        () -> new Budgeted(ScriptedModel.echo(), ModelRole.EXECUTOR, ledger, Optional.empty()).close())
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("echo")
                .hasMessageContaining("price");
    }

    @Test
    void theConfirmationIsPaidFromItsOwnAllowance() {
        final SpendingLedger ledger = new SpendingLedger(journal, Caps.NONE.withCalls(1), Caps.NONE.withCalls(2));
        final LanguageModel model = new Budgeted(ScriptedModel.echo(), ModelRole.EXECUTOR, ledger, Optional.of(PRICE));

        model.answer(Sample.request("search"));
        ledger.enter(Phase.CONFIRMATION);
        model.answer(Sample.request("test 1"));
        model.answer(Sample.request("test 2"));

        assertThatThrownBy(() -> model.answer(Sample.request("test 3")))
                .isInstanceOf(ModelException.BudgetExhausted.class);
        assertThat(ledger.spent(Phase.SEARCH).calls()).isEqualTo(1);
        assertThat(ledger.spent(Phase.CONFIRMATION).calls()).isEqualTo(2);
    }

    @Test
    void aResumedRunGoesOnFromWhatWasSpentAndWhatACrashLeftOpen() {
        final SpendingLedger before = new SpendingLedger(journal, Caps.NONE, Caps.NONE);
        new Budgeted(ScriptedModel.echo(), ModelRole.EXECUTOR, before, Optional.of(PRICE))
                .answer(Sample.request("12345678"));
        before.reserve(Sample.key("lost in a crash"), ModelRole.EXECUTOR, 500, BigDecimal.ONE);

        final SpendingLedger after = new SpendingLedger(journal, Caps.NONE.withCalls(3), Caps.NONE);
        final LanguageModel model = new Budgeted(ScriptedModel.echo(), ModelRole.EXECUTOR, after, Optional.of(PRICE));

        assertThat(after.spent(Phase.SEARCH))
                .isEqualTo(new Spent(2, 510, BigDecimal.ONE.add(PRICE.cost(new Usage(7, 3, true)))));
        model.answer(Sample.request("third"));
        assertThatThrownBy(() -> model.answer(Sample.request("fourth")))
                .isInstanceOf(ModelException.BudgetExhausted.class)
                .hasMessageContaining("3 calls");
    }

    @Test
    void timeThatIsUpStopsFurtherAttempts() {
        final AtomicLong nanos = new AtomicLong();
        final SpendingLedger ledger =
                new SpendingLedger(journal, Caps.NONE.withWallClock(Duration.ofSeconds(5)), Caps.NONE, nanos::get);
        final LanguageModel model = new Budgeted(ScriptedModel.echo(), ModelRole.EXECUTOR, ledger, Optional.of(PRICE));
        model.answer(Sample.request("in time"));

        nanos.set(Duration.ofSeconds(5).toNanos());

        assertThat(ledger.outOfTime()).isTrue();
        assertThatThrownBy(() -> model.answer(Sample.request("late")))
                .isInstanceOf(ModelException.BudgetExhausted.class)
                .hasMessageContaining("time limit");
    }

    @Test
    void whoWaitsForRoomCanBeInterruptedAndHasReservedNothing() throws Exception {
        final SpendingLedger ledger = new SpendingLedger(journal, Caps.NONE.withTokens(100), Caps.NONE);
        ledger.reserve(Sample.key("in flight"), ModelRole.EXECUTOR, 100, BigDecimal.ZERO);
        final ExecutorService pool = Executors.newSingleThreadExecutor();
        final Future<?> waiting =
                pool.submit(() -> ledger.reserve(Sample.key("waits"), ModelRole.EXECUTOR, 50, BigDecimal.ZERO));

        Thread.sleep(50);
        pool.shutdownNow();

        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ModelException.Interrupted.class);
        assertThat(journal.unsettled()).hasSize(1);
    }

    private Budgeted budgeted(LanguageModel server, Caps caps) {
        return new Budgeted(
                server, ModelRole.EXECUTOR, new SpendingLedger(journal, caps, Caps.NONE), Optional.of(PRICE));
    }

    private static ScriptedModel failing(ModelException failure) {
        return new ScriptedModel(request -> {
            throw failure;
        });
    }

    /** Asks so many different requests at once; returns how many were refused for the budget. */
    private static int askInParallel(LanguageModel model, int count) throws Exception {
        final ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            final List<Future<Answer>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                final String text = String.format(Locale.ROOT, "ask %04d", i);
                all.add(pool.submit(() -> model.answer(Sample.request(text))));
            }
            int refused = 0;
            for (final Future<Answer> one : all) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(ModelException.BudgetExhausted.class);
                    refused++;
                }
            }
            return refused;
        } finally {
            pool.shutdownNow();
        }
    }
}
