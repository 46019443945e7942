package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has to correct files is told everything in one go, by place. */
class AllErrorsAtOnceTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        ParityTask.write(directory.resolve("parity"), 10);
    }

    @Test
    void threeTyposInATaskAndTwoInItsExamplesAreToldTogether() throws IOException {
        task("""
                name: parity
                descripton: The parity of a number.
                fields: [box]
                examples: examples.csv
                metric:
                  type: exact-mach
                  normalise: [trim, lower-cas]
                """);
        examples("box,output\nbox 1\nbox 2,even\nbox 3,odd,really\n");

        assertThat(errors("lint", "parity"))
                .satisfiesExactly(
                        unknownKey -> assertThat(unknownKey).contains("task.yaml:2:1: ", "\"description\""),
                        metric -> assertThat(metric).contains("task.yaml:6:9: ", "\"exact-match\""),
                        step -> assertThat(step).contains("task.yaml:7:21: ", "\"lower-case\""),
                        few -> assertThat(few).contains("examples.csv:2:1: ", "add what is missing"),
                        many -> assertThat(many).contains("examples.csv:4:1: ", "in double quotes"));
        assertThat(errors("search", "parity", "--dry-run")).hasSize(5);
    }

    @Test
    void settingsOfAMetricAreToldWithWhatIsWrongInTheExamples() throws IOException {
        task("""
                name: parity
                fields: [box]
                examples: examples.csv
                metric: {type: exact-match, tolerance: 3}
                """);
        examples("box,output,split\nbox 1,odd,tset\n");

        assertThat(errors("lint", "parity"))
                .satisfiesExactly(
                        split -> assertThat(split).contains("examples.csv:2:", "\"test\""),
                        option -> assertThat(option).contains("task.yaml:4:", "\"tolerance\""));
    }

    @Test
    void aTaskThatOnlyBreaksItsSchemaSaysOnlyThat() throws IOException {
        task("""
                name: parity
                fields: box
                examples: 3
                metric: exact-match
                """);

        assertThat(errors("lint", "parity")).hasSize(3).allMatch(error -> error.contains("task.yaml:"));
    }

    @Test
    void everyRowOfATableThatMakesATaskIsLookedAt() throws IOException {
        Files.writeString(directory.resolve("mails.csv"), "mail,output\na\nb,x\nc\nd,y,z\n");

        assertThat(errors("init", "mails", "--from", "mails.csv")).hasSize(3);
    }

    private void task(String text) throws IOException {
        Files.writeString(directory.resolve("parity/task.yaml"), text);
    }

    private void examples(String text) throws IOException {
        Files.writeString(directory.resolve("parity/examples.csv"), text);
    }

    private List<String> errors(String... arguments) {
        final CommandLineRun run = CommandLineRun.of(
                directory, Map.of("APE_HOME", directory.resolve("home").toString()), arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        return run.err().lines().toList();
    }
}
