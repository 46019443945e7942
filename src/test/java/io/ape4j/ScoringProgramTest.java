package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.ModelException;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.run.RunFolder;
import io.ape4j.score.MetricException;
import io.ape4j.score.Metrics;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose answers a real external program scores. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ScoringProgramTest {
    @TempDir
    private Path folder;

    private Path starts;
    private Path asked;
    private Task task;

    @BeforeEach
    void writeTask() {
        starts = folder.resolve("starts");
        asked = folder.resolve("asked");
        final String script = "echo start >> " + starts + "; while read -r l; do echo \"$l\" >> " + asked
                + "; case \"$l\" in *'\"answer\":\"positive\"'*) echo '{\"score\":1}';; *) echo '{\"score\":0.25}';; esac; done";
        task = Simulation.builder(12, 16, 12)
                .metric(new MetricSpec("command", List.of(), List.of(), Map.of("command", List.of("sh", "-c", script))))
                .build();
    }

    @Test
    void aReplayStartsNoProgramAndFindsTheSame() throws IOException {
        final SearchReport report = search("run").run();
        Files.delete(starts);

        final SearchReport replayed = Simulation.replay(report.folder());

        assertThat(Simulation.rendered(replayed)).isEqualTo(Simulation.exports(report));
        assertThat(replayed.result().confirmation()).isEqualTo(report.result().confirmation());
        assertThat(starts).doesNotExist();
    }

    @Test
    void itsScoresTakeNothingOfTheBudget() {
        final SearchReport report = search("free").maxCalls(40).run();

        assertThat(report.toJson().at("/calls/search").asLong()).isLessThanOrEqualTo(40);
        assertThat(report.toJson().at("/calls/byRole").has("scorer")).isFalse();
        assertThat(report.result().confirming().calls()).isLessThanOrEqualTo(24);
    }

    @Test
    void aResumedRunAsksTheProgramForNothingTwice() throws IOException {
        final SimulatedModel model = new SimulatedModel(task, "one", 0);
        final Search search =
                Simulation.search(task, model, folder.resolve("resumed")).cache(CacheMode.OFF);
        model.failAfter(30, () -> new ModelException.Outage("gone", null));
        final SearchReport stopped = search.run();
        model.recover();

        final SearchReport resumed = search.resume(stopped.folder(), Optional.empty());

        assertThat(resumed.result().confirmation()).isPresent();
        assertThat(Files.readAllLines(asked)).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void aProgramThatBreaksStopsTheRunWithItsNameAndTheRunGoesOnOnceItIsMended() throws IOException {
        final Path flag = folder.resolve("mended");
        final String script = "n=0; while read -r l; do n=$((n+1)); if [ $n -gt 9 ] && [ ! -e " + flag
                + " ]; then exit 7; fi; echo '{\"score\":0.5}'; done";
        task = Simulation.builder(12, 16, 12)
                .metric(new MetricSpec("command", List.of(), List.of(), Map.of("command", List.of("sh", "-c", script))))
                .build();
        final Search search = search("broken");
        final RunFolder run = search.newFolder();
        assertThatThrownBy(() -> search.run(run))
                .isInstanceOf(MetricException.class)
                .hasMessageContaining("ended with exit status 7");
        Files.createFile(flag);

        final SearchReport resumed = search.metric(Metrics.of(task)).resume(run, Optional.empty());

        assertThat(resumed.result().confirmation()).isPresent();
    }

    private Search search(String name) {
        return Simulation.search(task, new SimulatedModel(task, "one", 0), folder.resolve(name))
                .cache(CacheMode.OFF);
    }
}
