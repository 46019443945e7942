package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Search;
import io.ape4j.SearchReport;
import io.ape4j.SimulatedModel;
import io.ape4j.Simulation;
import io.ape4j.model.ModelException;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.run.Limits;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Task;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 5: a cap may be raised when a run is resumed, also where it stopped while it confirmed. */
class RaisedCapTest {
    private static final Limits RAISED = new Limits(60, null, null);

    @TempDir
    private Path folder;

    private final Task task = Simulation.task();

    @Test
    void aCapRaisedAfterTheRunStoppedDuringItsConfirmationLetsTheSearchGoOn() {
        final SimulatedModel model = new SimulatedModel(task, "one", 0);
        final Search search = stopsWhenItConfirms(model, "confirming");
        final SearchReport stopped = search.run();
        final int bought = model.answers();
        model.recover();

        final SearchReport resumed = search.resume(stopped.folder(), Optional.of(RAISED));

        assertThat(stopped.result().searchTotal().calls()).isBetween(15L, 20L);
        assertThat(resumed.result().searchTotal().calls()).isBetween(30L, 60L);
        assertThat(resumed.result().confirmation()).isPresent();
        assertThat(model.answered().values())
                .as("answers to one request")
                .allSatisfy(times -> assertThat(times).hasValue(1));
        assertThat(model.answers()).isGreaterThan(bought);
        assertReplaysTheSame(resumed);
    }

    @Test
    void itFindsWhatARunFindsThatWasStartedWithTheHigherCap() {
        final Limits ample = new Limits(120, null, null);
        final SearchReport undisturbed = search(new SimulatedModel(task, "one", 0), "whole")
                .limits(ample)
                .run();
        final SimulatedModel model = new SimulatedModel(task, "one", 0);
        final Search search = stopsWhenItConfirms(model, "like");
        final SearchReport stopped = search.run();
        model.recover();

        final SearchReport resumed = search.resume(stopped.folder(), Optional.of(ample));

        assertThat(Simulation.exports(resumed)).isEqualTo(Simulation.exports(undisturbed));
    }

    /** A raise at a later request was recorded before one at the first. */
    @Test
    void aSecondRaiseStandsInThePlaceOfTheFirst() {
        final SimulatedModel model = new SimulatedModel(task, "one", 0).failAfter(12, RaisedCapTest::outage);
        final AtomicBoolean stops = new AtomicBoolean();
        final Search search = search(model, "twice").listener(new SearchListener() {
            @Override
            public void phase(String name, int generation) {
                if (name.equals("confirm") && stops.get()) {
                    model.failAfter(3, RaisedCapTest::outage);
                }
            }
        });
        final SearchReport first = search.run();
        model.recover();
        stops.set(true);
        final SearchReport second = search.resume(first.folder(), Optional.of(new Limits(30, null, null)));
        assertThat(second.result().stopped()).isPresent();
        model.recover();
        stops.set(false);

        final SearchReport third = search.resume(first.folder(), Optional.of(RAISED));

        assertThat(third.result().searchTotal().calls()).isGreaterThan(30);
        assertReplaysTheSame(third);
    }

    private static void assertReplaysTheSame(SearchReport report) {
        final SearchReport replayed = Simulation.replay(report.folder());
        assertThat(Simulation.rendered(replayed)).isEqualTo(Simulation.exports(report));
        assertThat(replayed.result().searchTotal().calls())
                .isEqualTo(report.result().searchTotal().calls());
    }

    private Search stopsWhenItConfirms(SimulatedModel model, String name) {
        final AtomicBoolean first = new AtomicBoolean(true);
        return search(model, name).listener(new SearchListener() {
            @Override
            public void phase(String phase, int generation) {
                if (phase.equals("confirm") && first.getAndSet(false)) {
                    model.failAfter(5, RaisedCapTest::outage);
                }
            }
        });
    }

    private Search search(SimulatedModel model, String name) {
        return Simulation.search(task, model, folder.resolve(name))
                .concurrency(1)
                .cache(CacheMode.OFF)
                .maxCalls(20);
    }

    private static ModelException outage() {
        return new ModelException.Outage("the line is dead", null);
    }
}
