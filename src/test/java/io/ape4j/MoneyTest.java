package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Answer;
import io.ape4j.model.CallLog;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.Request;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.prompt.Prompt;
import io.ape4j.run.journal.Event;
import io.ape4j.run.journal.Journal;
import io.ape4j.search.SearchOutcome.Standing;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit on money: one purse for search and confirmation, used up well and never overdrawn. */
class MoneyTest {
    private static final Price DEAR = new Price(BigDecimal.valueOf(1_000), BigDecimal.valueOf(1_000));
    private static final int MANY_CALLS = 5_000;

    @TempDir
    private Path folder;

    private final Task task = Simulation.task();
    private final SimulatedModel model = new SimulatedModel(task, "one", 0);

    @Test
    void neverSpendsMoreThanTheLimitAndConfirmsAllTheSame() {
        for (int dollars = 10; dollars <= 22; dollars += 3) {
            final BigDecimal limit = BigDecimal.valueOf(dollars);

            final SearchReport report = search("limit" + dollars, dollars % 2 == 0 ? 16 : 1)
                    .maxCost(limit)
                    .run();

            assertThat(spent(report)).as("%d dollars", dollars).isLessThanOrEqualTo(limit);
            assertThat(report.result().confirmation()).as("%d dollars", dollars).isPresent();
            assertThat(Simulation.rendered(Simulation.replay(report.folder())))
                    .as("%d dollars", dollars)
                    .isEqualTo(Simulation.exports(report));
        }
    }

    @Test
    void aSearchThatMoneyEndsUsesItUpAndScoresItsLeadersOnTheSameExamples() {
        final SearchReport report =
                search("used", 8).maxCost(BigDecimal.valueOf(20)).run();

        final BigDecimal setAside = report.result().estimate().setAside();
        final BigDecimal forSearch = BigDecimal.valueOf(20).subtract(setAside);
        assertThat(report.result().searchTotal().cost())
                .isBetween(forSearch.multiply(new BigDecimal("0.7")), forSearch);
        assertThat(report.result().outcome().ranking().stream().limit(2).map(Standing::examples))
                .allMatch(examples -> examples >= 4);
    }

    @Test
    void aLimitThatTheConfirmationWouldUseUpIsRefusedBeforeAnyCall() {
        final Search search = search("small", 1).maxCost(new BigDecimal("0.5"));

        assertThatThrownBy(search::run)
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("the limit of $0.5 is too low: the confirmation alone may cost $")
                .hasMessageContaining("24 calls");
        assertThat(model.answers()).isZero();
    }

    @Test
    void theEstimateOfCostStandsBesideWhatItTook() {
        final SearchReport report = search("estimate", 1)
                .maxCalls(60)
                .maxCost(BigDecimal.valueOf(100))
                .run();

        final BigDecimal expected = report.toJson().at("/estimate/cost").decimalValue();
        assertThat(spent(report))
                .isBetween(expected.multiply(new BigDecimal("0.3")), expected.multiply(BigDecimal.valueOf(2)));
    }

    @Test
    void anOutageWithinATinyLimitIsAnOutageAndReadsNoTest() {
        model.failAfter(0, () -> new ModelException.Transient("nobody listens", null, null));

        final SearchReport report = search("gone", 4).maxCalls(3).run();

        assertThat(report.result().stopped()).contains(Event.Reason.OUTAGE);
        assertThat(report.result().spent().calls()).isEqualTo(3);
        assertThat(report.result().isScored()).isFalse();
        try (Journal journal = Journal.openReadOnly(report.folder().journalFile())) {
            assertThat(journal.events()).noneMatch(event -> event.type() == Event.Type.TEST_READ);
        }
    }

    @Test
    void whatAStopLeftUnusedIsStillCountedAsSpent() {
        model.failAfter(3, () -> new ModelException.Outage("gone", null));

        final SearchReport report = search("stopped", 4).run();

        assertThat(report.result().searchTotal().calls()).isLessThanOrEqualTo(3);
        assertThat(report.toJson().at("/spent/attempts").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(report.toJson().at("/spent/tokens").asLong()).isPositive();
    }

    @Test
    void aConfirmationThatStopsInItsMidstReplaysToTheSameCounts() {
        final SearchReport whole = search("whole", 1).maxCalls(60).run();
        model.failAfter(whole.toJson().at("/calls/bought").asInt() - 3, () -> new ModelException.Outage("gone", null));
        final SearchReport stopped = search("stopped-late", 1).maxCalls(60).run();

        final SearchReport replayed = Simulation.replay(stopped.folder());

        assertThat(stopped.result().confirming().calls()).isPositive();
        assertThat(replayed.result().confirming().calls())
                .isEqualTo(stopped.result().confirming().calls());
    }

    @Test
    void anOutageDuringAnEvaluationIsNoLimit() {
        model.failAfter(3, () -> new ModelException.Outage("gone", null));
        final Search search = search("evaluated", 1);

        assertThatThrownBy(() -> search.evaluate(Prompt.ofInstruction(task.template(), "Go."), Split.SELECT))
                .isInstanceOf(ModelException.Outage.class);
    }

    private Search search(String name, int concurrency) {
        return Simulation.search(task, model, folder.resolve(name))
                .model(new Priced(model))
                .cache(CacheMode.OFF)
                .prices(Prices.listed().with(ModelSpec.parse("openai:dear"), DEAR))
                .parameters(SearchParameters.STANDARD)
                .concurrency(concurrency)
                .maxCalls(MANY_CALLS);
    }

    /** By the journal, retries and confirmation included. */
    private static BigDecimal spent(SearchReport report) {
        try (Journal journal = Journal.openReadOnly(report.folder().journalFile())) {
            return journal.settled(CallLog.Phase.SEARCH)
                    .cost()
                    .add(journal.settled(CallLog.Phase.CONFIRMATION).cost());
        }
    }

    private record Priced(SimulatedModel model) implements LanguageModel {
        @Override
        public ModelIdentity identity() {
            return new ModelIdentity("openai", "https://models.example", "dear", Map.of(), true);
        }

        @Override
        public Answer answer(Request request) {
            return model.answer(request);
        }

        @Override
        public void close() {}
    }
}
