package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.CallLog;
import io.ape4j.model.ModelRole;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.run.journal.Journal;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchOutcome.Ending;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search may spend, as the model sees it. */
class BudgetTest {
    private static final int MOST_CALLS = 60;

    @TempDir
    private Path folder;

    private final Task task = Simulation.task();

    @Test
    void neverMoreSearchCallsReachTheModelThanTheCap() {
        for (int cap = 1; cap <= MOST_CALLS; cap++) {
            final SimulatedModel model = new SimulatedModel(task, "one", 0);

            final SearchReport report = search(model, "cap" + cap)
                    .strategy(cap % 2 == 0 ? "ape" : "evolution")
                    .concurrency(cap % 3 == 0 ? 16 : 1)
                    .maxCalls(cap)
                    .run();

            final long search = report.toJson().at("/calls/search").asLong();
            final long confirmation = report.toJson().at("/calls/confirmation").asLong();
            assertThat(search).as("cap %d", cap).isLessThanOrEqualTo(cap);
            assertThat(confirmation)
                    .as("cap %d", cap)
                    .isLessThanOrEqualTo(2L * task.examples(Split.TEST).size());
            assertThat((long) model.answers()).as("cap %d", cap).isEqualTo(search + confirmation);
            assertThat(report.result().confirmation().isPresent())
                    .as("cap %d", cap)
                    .isEqualTo(report.result().isScored())
                    .isEqualTo(cap > 1);
        }
    }

    @Test
    void aSearchThatUsesItsCallsUpSaysSo() {
        final SearchReport report =
                search(new SimulatedModel(task, "one", 0), "spent").maxCalls(50).run();

        assertThat(report.result().outcome().ending()).isEqualTo(Ending.BUDGET_SPENT);
    }

    @Test
    void aLimitOfTokensIsKeptAndUsed() {
        final SearchReport report = search(new SimulatedModel(task, "one", 0), "tokens")
                .parameters(SearchParameters.STANDARD)
                .maxCalls(500)
                .maxTokens(3_000)
                .run();

        assertThat(report.result().searchTotal().tokens()).isBetween(1_000L, 3_000L);
        assertThat(report.result().confirmation()).isPresent();
    }

    @Test
    void eachDistinctRequestCountsOnceAndConfirmationIsCountedApart() {
        final SimulatedModel model = new SimulatedModel(task, "one", 0);

        final SearchReport report = search(model, "apart").maxCalls(80).run();

        final long byRole = report.result().search().values().stream()
                .mapToLong(totals -> totals.calls())
                .sum();
        assertThat(model.answered().values())
                .allSatisfy(times -> assertThat(times).hasValue(1));
        assertThat(byRole + report.result().confirming().calls())
                .isEqualTo(model.answered().size());
        assertThat(report.result().search()).containsOnlyKeys(ModelRole.PROPOSER, ModelRole.EXECUTOR);
        try (Journal journal = Journal.openReadOnly(report.folder().journalFile())) {
            assertThat(journal.settled(CallLog.Phase.SEARCH).calls()).isEqualTo(byRole);
            assertThat(journal.settled(CallLog.Phase.CONFIRMATION).calls())
                    .isEqualTo(report.result().confirming().calls());
            assertThat(journal.settled(CallLog.Phase.SEARCH).tokens())
                    .isEqualTo(report.result().searchTotal().tokens());
            assertThat(journal.unsettled()).isEmpty();
        }
    }

    @Test
    void testExamplesAreReadByNobodyButTheConfirmation() {
        final SimulatedModel model = new SimulatedModel(task, "one", 0);
        final Set<String> before = new HashSet<>();
        final Search search = search(model, "unread").maxCalls(80).listener(new SearchListener() {
            @Override
            public void phase(String name, int generation) {
                if (name.equals("confirm")) {
                    model.answered().keySet().forEach(key -> before.add(key.hex()));
                }
            }
        });

        final SearchReport report = search.run();

        assertThat(before).hasSize((int) report.result().searchTotal().calls());
        assertThat(model.answered().size() - before.size())
                .isEqualTo((int) report.result().confirming().calls());
    }

    private Search search(SimulatedModel model, String name) {
        return Simulation.search(task, model, folder.resolve(name)).cache(CacheMode.OFF);
    }
}
