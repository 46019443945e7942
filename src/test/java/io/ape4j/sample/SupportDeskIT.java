package io.ape4j.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.embedded.TestModels;
import io.ape4j.sample.SampleProject.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Spring Boot application that uses the library jar, built by Maven and started as the one jar that it is packed into. */
class SupportDeskIT {
    @TempDir
    private Path root;

    @Test
    void itsPromptIsTestedByItsBuildAndItSearchesWhenItIsStarted() throws IOException, InterruptedException {
        final SampleProject desk = SampleProject.of("support-desk", root);

        final Ended built = desk.maven("verify");

        assertThat(built.exitCode()).as(built.out()).isZero();
        assertThat(desk.folder().resolve("target/surefire-reports/TEST-desk.RoutingPromptTest.xml"))
                .content()
                .contains("tests=\"1\"", "failures=\"0\"");
        searches(desk);
        aWorsePromptBreaksItsBuild(desk);
    }

    /** The engine's own library is loaded out of a jar within the jar. */
    private static void searches(SampleProject desk) throws IOException, InterruptedException {
        TestModels.smollm();

        final Ended ended = desk.java(
                "-jar",
                "target/support-desk-1.jar",
                "--desk.model=embedded:smollm2-135m",
                "--desk.task=task",
                "--desk.runs=target/runs");

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(ended.out()).contains("verdict: ", "winner: ");
        assertThat(desk.folder().resolve("target/runs/routing/result.json")).isRegularFile();
    }

    private static void aWorsePromptBreaksItsBuild(SampleProject desk) throws IOException, InterruptedException {
        final Path prompt = desk.folder().resolve("src/main/resources/prompts/routing.txt");
        Files.writeString(prompt, Files.readString(prompt).replace("Which team", "What team"));

        final Ended broken = desk.maven("test");

        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.out())
                .contains("routing.txt scores less than 0.8 on the task task")
                .contains("\"Thank you for writing to us.\"");
    }
}
