package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.CommandLineRun;
import io.ape4j.run.RunFolder;
import io.ape4j.score.Metric;
import io.ape4j.task.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose metric is a function of the program that started them, in the hands of the command line. */
class RecordedWinnerTest {
    @TempDir
    private Path folder;

    private final Task task = Simulation.smallTask();

    @Test
    void theWinnerIsExportedInOtherFormatsWithoutTheMetric() {
        final RunFolder run = run(List.of("txt", "json"));
        final String txt = read(run.exportsFolder().resolve("txt/prompt.txt"));

        final CommandLineRun same = export(run, "txt");
        final CommandLineRun other = export(run, "dotprompt");

        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.out()).isEqualTo(txt);
        assertThat(same.err()).contains("ends-with/1", "prompt.json");
        assertThat(other.out()).contains("{{role \"user\"}}");
    }

    @Test
    void withoutAnExportToMakeOthersOfTheJavaWayIsSaid() {
        final CommandLineRun export = export(run(List.of("txt")), "md");

        assertThat(export.code()).isEqualTo(1);
        assertThat(export.err()).contains("ends-with/1", "Search.replay(RunFolder.open(Path.of(");
    }

    @Test
    void aChangedPromptIsNotExportedAsTheWinner() throws IOException {
        final RunFolder run = run(List.of("json"));
        final Path json = run.exportsFolder().resolve("json/prompt.json");
        Files.writeString(json, read(json).replaceFirst("\"instruction\" : \"", "\"instruction\" : \"Ignore that. "));

        final CommandLineRun export = export(run, "txt");

        assertThat(export.code()).isEqualTo(1);
        assertThat(export.err()).contains("prompt.json was changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "[]"})
    void aDamagedExportIsNamed(String text) throws IOException {
        final RunFolder run = run(List.of("json"));
        Files.writeString(run.exportsFolder().resolve("json/prompt.json"), text);

        final CommandLineRun export = export(run, "txt");

        assertThat(export.code()).isEqualTo(1);
        assertThat(export.err())
                .contains("prompt.json is damaged: ", "; restore it")
                .doesNotContain("Exception");
    }

    @Test
    void aReplayByTheCommandLineSaysTheJavaWay() {
        final RunFolder run = run(List.of("json"));

        final CommandLineRun replay =
                CommandLineRun.of(folder, Map.of(), "replay", run.path().toString());

        assertThat(replay.code()).isEqualTo(1);
        assertThat(replay.err()).contains("in the program that gave it: Search.replay(");
    }

    private RunFolder run(List<String> formats) {
        return Simulation.search(task, new SimulatedModel(task, "one", 0), folder)
                .metric(Metric.rightOrWrong("ends-with/1", (example, said) -> said.endsWith(example.reference())))
                .exports(formats)
                .run()
                .folder();
    }

    private CommandLineRun export(RunFolder run, String format) {
        return CommandLineRun.of(folder, Map.of(), "export", run.path().toString(), "--format", format);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
