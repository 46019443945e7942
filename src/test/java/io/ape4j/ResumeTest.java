package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.ModelException;
import io.ape4j.model.asking.Asking;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.run.Limits;
import io.ape4j.run.RunFolder;
import io.ape4j.run.RunLock;
import io.ape4j.run.Runs;
import io.ape4j.run.journal.Event;
import io.ape4j.score.Metric;
import io.ape4j.score.Score;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchOutcome.Ending;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RELIABILITY 1, 5 and 6: a run that stops is resumed or replayed, whatever stopped it and wherever. */
class ResumeTest {
    @TempDir
    private Path folder;

    private final Task task = Simulation.smallTask();
    private final Task larger = Simulation.task();

    @Test
    void outageAfterAnyAnswerLosesNothing() {
        everyStopIsResumedAndReplayed("evolution", 1, 1, ResumeTest::outage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ape", "trajectory", "reflective"})
    void outageInTheOtherStrategiesLosesNothing(String strategy) {
        everyStopIsResumedAndReplayed(strategy, 1, 4, ResumeTest::outage);
    }

    @Test
    void interruptionLosesNothing() {
        everyStopIsResumedAndReplayed("evolution", 1, 5, ResumeTest::interrupted);
    }

    @Test
    void outageLosesNothingOfWhatIsInFlight() {
        everyStopIsResumedAndReplayed("evolution", 5, 3, ResumeTest::outage);
    }

    private void everyStopIsResumedAndReplayed(
            String strategy, int concurrency, int step, Supplier<ModelException> failure) {
        final SimulatedModel undisturbed = new SimulatedModel(task);
        final SearchReport whole =
                search(strategy, concurrency, undisturbed, "whole").run();
        final SortedMap<String, String> exports = Simulation.exports(whole);
        final int calls = undisturbed.answers();
        final Event.Reason reason = Event.Reason.of(failure.get());
        assertThat(calls).isBetween(25, 95);

        for (int n = 0; n < calls; n += step) {
            final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(n, failure);
            final Search search = search(strategy, concurrency, model, "n" + n);
            final SearchReport stopped = search.run();

            assertThat(stopped.verdict()).as("after %d", n).isEqualTo("unconfirmed");
            assertThat(stopped.result().stopped()).as("after %d", n).contains(reason);
            assertThat(Runs.isFinished(stopped.folder())).as("after %d", n).isFalse();
            assertThat(model.answers()).as("after %d", n).isEqualTo(n);

            final SearchReport replayed = Simulation.replay(stopped.folder());
            assertThat(replayed.winner()).as("replay after %d", n).isEqualTo(stopped.winner());
            assertThat(replayed.result().stopped()).as("replay after %d", n).contains(reason);
            assertThat(Simulation.rendered(replayed)).as("replay after %d", n).isEqualTo(Simulation.exports(stopped));

            model.recover();
            final SearchReport resumed = search.resume(stopped.folder(), Optional.empty());
            assertThat(Simulation.exports(resumed)).as("resumed after %d", n).isEqualTo(exports);
            assertThat(Runs.isFinished(stopped.folder())).as("after %d", n).isTrue();
            assertThat(model.answered().values())
                    .as("answers to one request, stopped after %d", n)
                    .allSatisfy(times -> assertThat(times).hasValue(1));
            assertThat(model.answered().keySet())
                    .isEqualTo(undisturbed.answered().keySet());
        }
    }

    @Test
    void aRunThatStopsAgainAndAgainStillEndsTheSame() {
        final SimulatedModel undisturbed = new SimulatedModel(task);
        final SortedMap<String, String> exports =
                Simulation.exports(search("evolution", 1, undisturbed, "whole").run());
        final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(7, ResumeTest::outage);
        final Search search = search("evolution", 4, model, "often");

        SearchReport report = search.run();
        while (report.result().stopped().isPresent()) {
            assertThat(Simulation.rendered(Simulation.replay(report.folder()))).isEqualTo(Simulation.exports(report));
            model.failAfter(7, ResumeTest::outage);
            report = search.resume(report.folder(), Optional.empty());
        }

        assertThat(Simulation.exports(report)).isEqualTo(exports);
        assertThat(model.answers()).isEqualTo(undisturbed.answers());
    }

    @Test
    void aRaisedCapGoesOnAndReplaysTheSame() {
        final SimulatedModel model = new SimulatedModel(larger, "one", 0).failAfter(15, ResumeTest::outage);
        final Search search = larger(4, model, "raised");
        final SearchReport stopped = search.run();
        model.recover();

        final SearchReport resumed = search.resume(stopped.folder(), Optional.of(new Limits(60, null, null)));

        assertThat(resumed.result().searchTotal().calls()).isGreaterThan(20);
        assertThat(resumed.result().confirmation()).isPresent();
        final SearchReport replayed = Simulation.replay(stopped.folder());
        assertThat(Simulation.rendered(replayed)).isEqualTo(Simulation.exports(resumed));
        assertThat(replayed.result().searchTotal().calls())
                .isEqualTo(resumed.result().searchTotal().calls());
    }

    @Test
    void aRaisedCapStillHoldsWhenTheRunIsResumedASecondTimeWithoutNamingIt() {
        final SimulatedModel undisturbed = new SimulatedModel(larger, "one", 0).failAfter(15, ResumeTest::outage);
        final Search once = larger(1, undisturbed, "once");
        final RunFolder onceFolder = once.run().folder();
        undisturbed.recover();
        final SearchReport expected = once.resume(onceFolder, Optional.of(new Limits(60, null, null)));
        final SimulatedModel model = new SimulatedModel(larger, "one", 0).failAfter(15, ResumeTest::outage);
        final Search search = larger(1, model, "twice");
        final RunFolder run = search.run().folder();
        model.failAfter(8, ResumeTest::outage);
        assertThat(search.resume(run, Optional.of(new Limits(60, null, null)))
                        .result()
                        .stopped())
                .isPresent();
        model.recover();

        final SearchReport resumed = search.resume(run, Optional.empty());

        assertThat(resumed.result().outcome().ending())
                .isEqualTo(expected.result().outcome().ending());
        assertThat(Simulation.exports(resumed)).isEqualTo(Simulation.exports(expected));
    }

    @Test
    void aCapIsNotLoweredOnResume() {
        final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(15, ResumeTest::outage);
        final Search search = search("evolution", 1, model, "lowered").maxCalls(40);
        final RunFolder run = search.run().folder();
        model.recover();

        assertThatThrownBy(() -> search.resume(run, Optional.of(new Limits(30, null, null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("40")
                .hasMessageContaining("30");
        assertThat(model.answers()).isEqualTo(15);
    }

    @Test
    void resumeIsRefusedAfterTheTaskChangedAndShowsTheDifference() {
        final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(10, ResumeTest::outage);
        final RunFolder run = search("evolution", 1, model, "changed").run().folder();
        model.recover();
        final Task other = Simulation.builder(10, 5, 4)
                .maxTokens(17)
                .example(Map.of("input", "The rain was warm."), List.of("positive"), Split.SELECT)
                .build();

        assertThatThrownBy(() -> Simulation.search(other, model, folder.resolve("changed"))
                        .resume(run, Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("task.output.maxTokens: 16 -> 17")
                .hasMessageContaining("none -> [The rain was warm.] = [positive] (select)");
        assertThat(model.answers()).isEqualTo(10);
    }

    @Test
    void resumeIsRefusedAfterTheModelChangedAndShowsTheDifference() {
        final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(10, ResumeTest::outage);
        final RunFolder run = search("evolution", 1, model, "model").run().folder();
        final SimulatedModel other = new SimulatedModel(task, "two", 0);

        assertThatThrownBy(() -> search("evolution", 1, other, "model").resume(run, Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("models.EXECUTOR.details.version: \"one\" -> \"two\"");
        assertThat(other.answers()).isZero();
    }

    @Test
    void resumeIsRefusedAfterTheMetricsVersionChangedAndShowsTheDifference() {
        final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(10, ResumeTest::outage);
        final RunFolder run = search("evolution", 1, model, "metric")
                .metric(new Prefix("prefix/1"))
                .run()
                .folder();
        model.recover();

        assertThatThrownBy(() -> search("evolution", 1, model, "metric")
                        .metric(new Prefix("prefix/2"))
                        .resume(run, Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("metric: \"prefix/1\" -> \"prefix/2\"");
        assertThat(search("evolution", 1, model, "metric")
                        .metric(new Prefix("prefix/1"))
                        .resume(run, Optional.empty())
                        .result()
                        .confirmation())
                .isPresent();
    }

    @Test
    void resumeOfAFinishedRunReplaysItAndRaisesNothing() {
        final SimulatedModel model = new SimulatedModel(task);
        final Search search = search("evolution", 4, model, "finished");
        final SearchReport report = search.run();
        final int bought = model.answers();

        final SearchReport again = search.resume(report.folder(), Optional.empty());

        assertThat(model.answers()).isEqualTo(bought);
        assertThat(again.verdict()).isEqualTo(report.verdict());
        assertThatThrownBy(() -> search.resume(report.folder(), Optional.of(new Limits(900, null, null))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("finished");
        assertThat(model.answers()).isEqualTo(bought);
    }

    @Test
    void crashBetweenConfirmationAndExportsLeavesNoStaleExportsBehind() throws Exception {
        final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(10, ResumeTest::outage);
        final Search search = search("evolution", 1, model, "stale");
        final SearchReport stopped = search.run();
        final SortedMap<String, String> unconfirmed = Simulation.exports(stopped);
        final ObjectNode oldResult = (ObjectNode) stopped.folder().readResult().orElseThrow();
        model.recover();
        final SortedMap<String, String> confirmed =
                Simulation.exports(search.resume(stopped.folder(), Optional.empty()));
        for (final Map.Entry<String, String> file : unconfirmed.entrySet()) {
            Files.writeString(stopped.folder().exportsFolder().resolve(file.getKey()), file.getValue());
        }
        stopped.folder().writeResult(oldResult);

        final SearchReport resumed = search.resume(stopped.folder(), Optional.empty());

        assertThat(Simulation.exports(resumed)).isEqualTo(confirmed).isNotEqualTo(unconfirmed);
        assertThat(stopped.folder().readResult().orElseThrow().path("verdict").asText())
                .isEqualTo(resumed.verdict());
    }

    @Test
    void exportsOfTheUnconfirmedWinnerThatTheNewOneLacksAreTakenAway() throws Exception {
        final SortedMap<String, String> exports = Simulation.exports(
                search("evolution", 1, new SimulatedModel(task), "whole").run());
        final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(10, ResumeTest::outage);
        final Search search = search("evolution", 1, model, "old");
        final RunFolder run = search.run().folder();
        Files.writeString(run.exportsFolder().resolve("langchain4j").resolve("system-message.txt"), "Old.");
        model.recover();

        final SearchReport resumed = search.resume(run, Optional.empty());

        assertThat(Simulation.exports(resumed)).isEqualTo(exports);
        search.exports(List.of("md"));
        assertThat(search.resume(run, Optional.empty()).exports()).hasSameSizeAs(exports.keySet());
    }

    @Test
    void crashBeforeTheJournalWasMadeCanBeResumed() throws Exception {
        final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(0, ResumeTest::outage);
        final Search search = search("evolution", 1, model, "early");
        final RunFolder run = search.run().folder();
        Files.delete(run.journalFile());
        model.recover();

        assertThat(Runs.isFinished(run)).isFalse();
        assertThat(search.resume(run, Optional.empty()).result().confirmation()).isPresent();
    }

    @Test
    @SuppressWarnings("try") // the lock is held, not used
    void aSecondProcessOnTheRunIsRefusedNamingTheFirst() {
        final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(10, ResumeTest::outage);
        final Search search = search("evolution", 1, model, "held");
        final RunFolder run = search.run().folder();
        model.recover();

        try (RunLock lock = RunLock.acquire(run.path())) {
            assertThatThrownBy(() -> search.resume(run, Optional.empty()))
                    .isInstanceOf(RunLock.Held.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }

        assertThat(model.answers()).isEqualTo(10);
        assertThat(search.resume(run, Optional.empty()).result().confirmation()).isPresent();
    }

    @Test
    void timeLimitEndsTheSearchConfirmsAndReplaysTheSame() {
        final SimulatedModel model = new SimulatedModel(task, "one", 40_000);
        final SearchReport report = search("evolution", 1, model, "late")
                .maxTime(Duration.ofMillis(400))
                .run();

        final SearchReport replayed = Simulation.replay(report.folder());

        assertThat(report.result().outcome().ending()).isEqualTo(Ending.TIME_LIMIT);
        assertThat(report.result().confirmation()).isPresent();
        assertThat(replayed.result().outcome()).isEqualTo(report.result().outcome());
        assertThat(Simulation.rendered(replayed)).isEqualTo(Simulation.exports(report));
    }

    @Test
    void outageInTheConfirmationOfASearchThatRanOutOfTimeReplaysAndResumes() {
        final AtomicInteger confirming = new AtomicInteger();
        final SimulatedModel model = new SimulatedModel(task, "one", 40_000);
        final Search search = search("evolution", 1, model, "late-outage")
                .maxTime(Duration.ofMillis(400))
                .listener(new SearchListener() {
                    @Override
                    public void phase(String name, int generation) {
                        if (name.equals("confirm") && confirming.incrementAndGet() == 1) {
                            model.failAfter(3, ResumeTest::outage);
                        }
                    }
                });
        final SearchReport stopped = search.run();

        final SearchReport replayed = Simulation.replay(stopped.folder());

        assertThat(stopped.result().stopped()).contains(Event.Reason.OUTAGE);
        assertThat(replayed.winner()).isEqualTo(stopped.winner());
        assertThat(replayed.result().outcome()).isEqualTo(stopped.result().outcome());
        model.recover();
        final SearchReport resumed = search.resume(stopped.folder(), Optional.empty());
        assertThat(resumed.result().confirmation()).isPresent();
        assertThat(Simulation.rendered(Simulation.replay(stopped.folder()))).isEqualTo(Simulation.exports(resumed));
    }

    private Search larger(int concurrency, SimulatedModel model, String name) {
        return Simulation.search(larger, model, folder.resolve(name))
                .concurrency(concurrency)
                .cache(CacheMode.OFF)
                .maxCalls(20);
    }

    private Search search(String strategy, int concurrency, SimulatedModel model, String name) {
        return Simulation.search(task, model, folder.resolve(name))
                .strategy(strategy)
                .concurrency(concurrency)
                .cache(CacheMode.OFF);
    }

    private static ModelException outage() {
        return new ModelException.Outage("the line is dead", null);
    }

    private static ModelException interrupted() {
        return new ModelException.Interrupted("Ctrl-C");
    }

    /** Right if the answer begins as the reference does. */
    private record Prefix(String identity) implements Metric {
        @Override
        public Asking<Score> score(Example example, String answer) {
            return Asking.done(Score.of(answer.startsWith(example.reference().substring(0, 1))));
        }
    }
}
