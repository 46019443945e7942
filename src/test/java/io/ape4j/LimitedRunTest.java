package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.Request;
import io.ape4j.model.pipeline.Price;
import io.ape4j.model.pipeline.Prices;
import io.ape4j.search.SearchOutcome.Ending;
import io.ape4j.search.SearchOutcome.Standing;
import io.ape4j.task.Task;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that a limit cut, with a model that costs money and fails now and then. */
class LimitedRunTest {
    private static final Price DEAR = new Price(BigDecimal.valueOf(1_000), BigDecimal.valueOf(1_000));

    @TempDir
    private Path folder;

    private final Task task = Simulation.task();

    /** A model behind a server with a price; its attempt of the given number is refused once. */
    private static final class Hosted implements LanguageModel {
        private final SimulatedModel model;
        private final int refused;
        private final AtomicInteger attempts = new AtomicInteger();

        Hosted(SimulatedModel model, int refused) {
            this.model = model;
            this.refused = refused;
        }

        @Override
        public ModelIdentity identity() {
            return new ModelIdentity("openai", "https://models.example", "dear", Map.of(), true);
        }

        @Override
        public Answer answer(Request request) {
            if (attempts.incrementAndGet() == refused) {
                throw new ModelException.Transient("busy", null, null);
            }
            return model.answer(request);
        }

        @Override
        public void close() {}
    }

    @Test
    void aRunThatItsCostCapCutReplaysToTheSameExports() {
        final SearchReport report = search(0)
                .prices(Prices.listed().with(ModelSpec.parse("openai:dear"), DEAR))
                .maxCalls(500)
                .maxCost(BigDecimal.valueOf(4))
                .run();

        final SearchReport replayed = Simulation.replay(report.folder());

        assertThat(report.result().searchTotal().cost()).isBetween(BigDecimal.ONE, BigDecimal.valueOf(4));
        assertThat(report.result().outcome().ending()).isEqualTo(Ending.BUDGET_SPENT);
        assertThat(Simulation.rendered(replayed)).isEqualTo(Simulation.exports(report));
    }

    @Test
    void answersThatWerePaidForBeforeARetryMetTheCapCountAndReplayTheSame() {
        final SearchReport report = search(20).maxCalls(40).run();

        final SearchReport replayed = Simulation.replay(report.folder());

        assertThat(report.result().searchTotal().calls()).isEqualTo(39);
        assertThat(scored(report)).isGreaterThan(39 - 16);
        assertThat(scored(replayed)).isEqualTo(scored(report));
        assertThat(Simulation.rendered(replayed)).isEqualTo(Simulation.exports(report));
    }

    private Search search(int refused) {
        final SimulatedModel model = new SimulatedModel(task, "one", 0);
        return Simulation.search(task, model, folder)
                .model(new Hosted(model, refused))
                .concurrency(1);
    }

    private static int scored(SearchReport report) {
        return report.result().outcome().ranking().stream()
                .mapToInt(Standing::examples)
                .sum();
    }
}
