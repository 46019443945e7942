package io.ape4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
    private static final RunManifest MANIFEST = new RunManifest(
            1,
            "evolution",
            Long.MIN_VALUE,
            SearchParameters.builder().freeze(Set.of("trigger")).build(),
            new Limits(90, 1_000L, new BigDecimal("0.5")),
            "exact-match/1",
            Map.of(
                    ModelRole.EXECUTOR,
                    new ModelIdentity("ollama", "http://localhost", "small", Map.of("sha256", "ab"), true)));

    @TempDir
    private Path folder;

    @Test
    void theNextFreeNameIsTaken() {
        assertThat(RunFolder.create(folder, "run").name()).isEqualTo("run");
        assertThat(RunFolder.create(folder, "run").name()).isEqualTo("run-2");
        assertThat(RunFolder.create(folder, "run").name()).isEqualTo("run-3");
    }

    @Test
    void ofANameThatIsADeviceItIsSaid() throws IOException {
        assertThatThrownBy(() -> RunFolder.create(folder, "nul.txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a device on Windows");
        assertThat(files(folder)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "a\\b", "-x", "a b", "a\0b", ".hidden"})
    void whatIsNoPlainFileNameIsRefused(String name) throws IOException {
        assertThatThrownBy(() -> RunFolder.create(folder, name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a name for a run");
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void aManifestIsReadBackWithoutLossAndDiffersFromNothing() {
        final RunFolder run = RunFolder.create(folder, "run");

        run.writeManifest(MANIFEST);

        assertThat(run.readManifest()).isEqualTo(MANIFEST);
        assertThat(RunFolder.open(run.path()).readManifest().differences(MANIFEST))
                .isEmpty();
    }

    @Test
    void everythingThatDiffersBetweenManifestsIsNamed() {
        final RunManifest other = new RunManifest(
                2,
                "ape",
                5,
                SearchParameters.builder()
                        .offspring(3)
                        .freeze(Set.of("trigger"))
                        .build(),
                MANIFEST.limits(),
                "exact-match/2",
                Map.of(ModelRole.JUDGE, new ModelIdentity("ollama", "", "other", Map.of(), true)));

        assertThat(MANIFEST.differences(other))
                .extracting(difference -> difference.substring(0, difference.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "loopVersion",
                        "strategy",
                        "seed",
                        "parameters.offspring",
                        "metric",
                        "models.EXECUTOR",
                        "models.JUDGE");
    }

    @Test
    void aFolderWithoutARunIsNoRun() {
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run.json");
    }

    @Test
    void aDamagedManifestIsNamed() throws IOException {
        final RunFolder run = RunFolder.create(folder, "run");
        Files.writeString(run.path().resolve("run.json"), "{\"seed\":");

        assertThatThrownBy(run::readManifest)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run.json is damaged");
    }

    @Test
    void aFileIsReplacedWholeAndNothingIsLeftBeside() throws IOException {
        final Path file = folder.resolve("a").resolve("b.txt");

        RunFolder.write(file, "one");
        RunFolder.write(file, "Gr\u00fc\u00dfe");

        assertThat(Files.readString(file)).isEqualTo("Gr\u00fc\u00dfe");
        assertThat(files(folder.resolve("a"))).containsExactly(file);
    }

    @Test
    void anExportThatCantBeWrittenLeavesNoHalfOfIt() throws IOException {
        final Path taken = Files.createDirectories(folder.resolve("taken").resolve("inside"));

        assertThatThrownBy(() -> RunFolder.write(folder.resolve("taken"), "text"))
                .hasMessageContaining("can't write");

        assertThat(files(folder)).containsExactly(taken.getParent());
    }

    @Test
    void anExportTakesTheOldOnesOfItsFormatAway() throws IOException {
        final RunFolder run = RunFolder.create(folder, "run");
        run.writeExport("x", new TreeMap<>(Map.of("a.txt", "1", "b.txt", "2")));

        run.writeExport("x", Map.of("b.txt", "3"));
        final List<Path> left = files(run.exportsFolder().resolve("x"));
        run.writeExport("x", Map.of());

        assertThat(left).containsExactly(run.exportsFolder().resolve("x").resolve("b.txt"));
        assertThat(run.exportsFolder().resolve("x")).doesNotExist();
    }

    @Test
    void readingsCountOtherRunsOfTheSameTestExamplesOnce() {
        final TestReadings readings = new TestReadings(folder.resolve("readings"));
        final Task task = task("a");

        assertThat(readings.before(task, "one")).isEmpty();
        readings.record(task, "one");
        readings.record(task, "two");
        readings.record(task, "one");

        assertThat(readings.before(task, "one")).containsExactly("two");
        assertThat(readings.before(task, "three")).containsExactly("one", "two");
        assertThat(readings.before(task("b"), "three")).isEmpty();
    }

    @Test
    void limitsMayRiseButNotFall() {
        final Limits limits = new Limits(50, 1_000L, null);

        limits.refuseBelow(new Limits(50, 1_000L, null));
        limits.refuseBelow(new Limits(40, 900L, null));
        new Limits(50, null, null).refuseBelow(limits);
        for (final Limits before :
                List.of(new Limits(51, 1_000L, null), new Limits(50, 1_001L, null), new Limits(50, null, null))) {
            assertThatThrownBy(() -> limits.refuseBelow(before))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("raised");
        }
        assertThat(Limits.ofData(limits.toData())).isEqualTo(limits);
    }

    private static Task task(String input) {
        return TaskBuilder.named("readings")
                .example(Map.of("input", input), List.of("x"), Split.TEST)
                .build();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
