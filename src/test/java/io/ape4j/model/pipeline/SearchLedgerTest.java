package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Call;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Sample;
import io.ape4j.model.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SearchLedgerTest {
    private static final Price PRICE = new Price(BigDecimal.ONE, BigDecimal.TEN);
    /** Upper bound of a request of one letter. */
    private static final long BOUND = 64 + 16 + 1 + 10;

    @Test
    void aBatchIsCutAtTheCapOfCallsInItsOrder() {
        final SearchLedger ledger = new SearchLedger(Caps.NONE.withCalls(3));
        ledger.settle(Sample.call("a", "x"));

        final int admitted = ledger.admit(plan("b", "c", "d", "e"));

        assertThat(admitted).isEqualTo(2);
        assertThat(ledger.remainingCalls(ModelRole.EXECUTOR)).isEqualTo(2);
    }

    @Test
    void theBudgetIsExhaustedOnceNothingFits() {
        final SearchLedger ledger = new SearchLedger(Caps.NONE.withTokens(BOUND + 15));
        ledger.settle(Sample.call("a", "x"));

        assertThat(ledger.admit(plan("b", "c"))).isEqualTo(1);
        assertThat(ledger.exhausted()).isFalse();
        ledger.settle(Sample.call("b", "x"));

        assertThat(ledger.admit(plan("c"))).isZero();
        assertThat(ledger.exhausted()).isTrue();
    }

    @Test
    void remainingCallsAreReckonedFromWhatCallsOfTheRoleTookSoFar() {
        final SearchLedger ledger =
                new SearchLedger(Caps.NONE.withCalls(1_000).withTokens(520).withCost(new BigDecimal("0.0144")));
        assertThat(ledger.remainingCalls(ModelRole.EXECUTOR)).isEqualTo(1_000);

        ledger.settle(Sample.call("a", "x"));
        ledger.settle(Sample.call("b", "x"));

        // 10 tokens and $0.0012 each
        assertThat(ledger.remainingCalls(ModelRole.EXECUTOR)).isEqualTo(10);
        assertThat(ledger.remainingCalls(ModelRole.PROPOSER)).isEqualTo(10);
        assertThat(ledger.mostCalls(ModelRole.EXECUTOR)).isEqualTo(12);
    }

    @Test
    void whatWasAskedBeforeOrEarlierInTheBatchTakesNothing() {
        final SearchLedger ledger = new SearchLedger(Caps.NONE.withCalls(2));
        ledger.settle(Sample.call("a", "x"));

        final int admitted = ledger.admit(plan("a", "b", "b", "a", "c"));

        assertThat(admitted).isEqualTo(4);
    }

    @Test
    void tokensAreAdmittedAtTheUpperBoundAndSettledAtTheRecordedUsage() {
        final SearchLedger ledger = new SearchLedger(Caps.NONE.withTokens(BOUND + 10));

        assertThat(ledger.admit(plan("a", "b"))).isEqualTo(1);
        ledger.settle(Sample.call("a", "x"));

        assertThat(ledger.total().tokens()).isEqualTo(10);
        assertThat(ledger.admit(plan("b", "c"))).isEqualTo(1);
        ledger.settle(Sample.call("b", "x"));
        assertThat(ledger.admit(plan("c"))).isZero();
    }

    @Test
    void moneyIsAdmittedAtTheUpperBound() {
        final SearchLedger ledger = new SearchLedger(
                Caps.NONE.withCost(PRICE.cost(new Usage(BOUND - 10, 10, true)).multiply(BigDecimal.valueOf(2))));

        assertThat(ledger.admit(plan("a", "b", "c"))).isEqualTo(2);
    }

    @Test
    void bothWaysOfHavingAnAnswerSteerAlike() {
        final SearchLedger cold = new SearchLedger(Caps.NONE.withCalls(5));
        final SearchLedger warm = new SearchLedger(Caps.NONE.withCalls(5));
        for (final String text : List.of("a", "b", "a")) {
            cold.settle(Sample.call(text, "x"));
            warm.settle(Sample.call(text, "x").from(Call.Source.CACHED));
        }

        assertThat(warm.remainingCalls(ModelRole.EXECUTOR))
                .isEqualTo(cold.remainingCalls(ModelRole.EXECUTOR))
                .isEqualTo(3);
        assertThat(warm.total().tokens()).isEqualTo(cold.total().tokens());
        assertThat(warm.total().cached()).isEqualTo(2);
        assertThat(cold.total().bought()).isEqualTo(2);
    }

    @Test
    void totalsAreKeptByRole() {
        final SearchLedger ledger = new SearchLedger(Caps.NONE);
        ledger.settle(Sample.call("a", "x").from(Call.Source.JOURNALED));

        assertThat(ledger.total(ModelRole.EXECUTOR))
                .isEqualTo(new SearchLedger.Totals(1, 10, new BigDecimal("0.0012"), 0, 0, 1));
        assertThat(ledger.total(ModelRole.JUDGE)).isEqualTo(SearchLedger.Totals.NOTHING);
        assertThat(ledger.remainingCalls(ModelRole.EXECUTOR)).isEqualTo(Long.MAX_VALUE);
        assertThat(ledger.exhausted()).isFalse();
    }

    private static List<SearchLedger.Planned> plan(String... texts) {
        return Stream.of(texts)
                .map(text -> SearchLedger.Planned.of(Sample.MODEL, Sample.request(text), Optional.of(PRICE)))
                .toList();
    }
}
