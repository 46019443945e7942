package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that show a run: of the one that is recorded in the project, twice. */
class ViewCommandsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheRecordedRun() throws IOException {
        for (final String name : new String[] {"one", "two"}) {
            try (Stream<Path> files = Files.walk(Path.of("runs/recorded"))) {
                for (final Path file : files.filter(Files::isRegularFile).toList()) {
                    final Path target = folder.resolve("runs/" + name)
                            .resolve(Path.of("runs/recorded").relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void twoRunsAreSetSideBySideInTheFolderOfTheSecond() throws IOException {
        final CommandLineRun run = ape("report", "one", "two");

        assertThat(run.code()).isZero();
        assertThat(run.out().strip()).endsWith("runs/two/report-against-one.html");
        assertThat(Files.readString(folder.resolve("runs/two/report-against-one.html")))
                .contains(
                        "Neither winner is shown to be better: B is right on 95.0 % of 40 test examples, A on 95.0 %.");
    }

    @Test
    void twoRunsCanBeHandedOnWithoutExamples() throws IOException {
        final CommandLineRun run = ape("report", "one", "two", "--no-examples");

        assertThat(run.out().strip()).endsWith("runs/two/report-against-one-no-examples.html");
        assertThat(Files.readString(folder.resolve("runs/two/report-against-one-no-examples.html")))
                .contains("left out of this page");
    }

    @Test
    void aRunIsNotComparedWithItself() {
        final CommandLineRun run = ape("report", "one", "runs/one");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("both are the run one; name two runs that ape runs lists");
    }

    @Test
    void theReportIsHandedOnWithoutExamples() throws IOException {
        final CommandLineRun run = ape("report", "one", "--no-examples");

        assertThat(run.out().strip()).endsWith("runs/one/report-no-examples.html");
        assertThat(Files.readString(folder.resolve("runs/one/report-no-examples.html")))
                .contains("left out of this page")
                .doesNotContain("Leap day");
    }

    @Test
    void theReportIsOpenedInTheSystemsBrowser() throws Exception {
        final Path programs = Files.createDirectories(folder.resolve("programs"));
        final Path opener = programs.resolve("xdg-open");
        final Path opened = folder.resolve("opened.txt");
        Files.writeString(
                opener,
                "#!/bin/sh\necho \"$@\" > '" + folder.resolve("part") + "'\nmv '" + folder.resolve("part") + "' '"
                        + opened + "'\n");
        Files.setPosixFilePermissions(opener, PosixFilePermissions.fromString("rwx------"));
        final Map<String, String> environment =
                Map.of("PATH", programs + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));

        try (CliProcess ape = CliProcess.start(folder, environment, Main.class, "report", "one", "--open")) {
            assertThat(ape.waitFor()).isZero();
        }

        final long end = System.nanoTime() + 20_000_000_000L;
        while (!Files.exists(opened) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(Files.readString(opened).strip())
                .isEqualTo(folder.resolve("runs/one/report.html").toUri().toString());
    }

    @Test
    void withoutABrowserTheUserIsToldWhatToOpen() throws Exception {
        final Map<String, String> environment =
                Map.of("PATH", folder.resolve("none").toString());

        try (CliProcess ape = CliProcess.start(folder, environment, Main.class, "report", "one", "--open")) {
            assertThat(ape.waitFor()).isZero();
        }

        assertThat(Files.readString(folder.resolve("stderr.txt")))
                .contains("no browser could be started (xdg-open); open file:///", "runs/one/report.html in one");
    }

    @Test
    void aCandidateIsShownWithItsPromptAndItsAnswers() {
        final CommandLineRun run = ape("runs", "show", "one", "--candidate", "1");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Convert the date to ISO format.", "{{text}}");
    }

    @Test
    void aCandidateIsOneJsonObject() {
        final JsonNode json =
                ape("runs", "show", "one", "--candidate", "1", "--json").json();

        assertThat(json.path("number").asInt()).isEqualTo(1);
        assertThat(json.path("examples")).isNotEmpty();
    }

    @Test
    void aNumberThatNoCandidateHasIsRefusedWithThoseThatThereAre() {
        final CommandLineRun run = ape("runs", "show", "one", "--candidate", "99");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the run one has no candidate 99; their numbers are 0 to 11");
    }

    private CommandLineRun ape(String... arguments) {
        return CommandLineRun.of(
                folder, Map.of("APE_HOME", folder.resolve("home").toString()), arguments);
    }
}
