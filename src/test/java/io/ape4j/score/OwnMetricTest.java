package io.ape4j.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.CommandLineRun;
import io.ape4j.cli.ParityTask;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.task.Task;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A metric in a jar of the user's own, which a task file names. */
class OwnMetricTest {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path folder;

    /** Right if the first letter is. */
    public static class FirstLetter implements MetricProvider {
        @Override
        public String type() {
            return "first-letter";
        }

        @Override
        public Metric create(Task task) {
            return Metric.rightOrWrong(
                    "first-letter/1",
                    (example, said) -> said.startsWith(example.reference().substring(0, 1)));
        }
    }

    /** Takes the name of one of ours. */
    public static final class Impostor extends FirstLetter {
        @Override
        public String type() {
            return "exact-match";
        }
    }

    @BeforeEach
    void write() throws IOException {
        ParityTask.write(folder.resolve("parity"), 30);
        Files.writeString(folder.resolve("mine.txt"), "Say the parity.");
    }

    @AfterEach
    void giveTheLoaderBack() {
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void aTaskFileNamesIt() throws IOException {
        provide(FirstLetter.class);
        final Path file = folder.resolve("parity/task.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("metric: .*", "metric: {type: first-letter}"));

        final CommandLineRun run = eval();

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().path("score").asDouble()).isEqualTo(1.0);
    }

    @Test
    void oneWithTheNameOfAnotherIsRefused() throws IOException {
        provide(Impostor.class);

        final CommandLineRun run = eval();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("ape: both ", Impostor.class.getName())
                .contains("provide the metric exact-match; give yours another type");
    }

    private CommandLineRun eval() {
        try (StubServer server = ParityTask.serve()) {
            return CommandLineRun.of(
                    folder,
                    ParityTask.environment(server, folder.resolve("home")),
                    "eval",
                    "parity",
                    "--prompt",
                    "mine.txt",
                    "--model",
                    "openai:stub",
                    "--json");
        }
    }

    private void provide(Class<? extends MetricProvider> metric) throws IOException {
        final Path services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
        Files.writeString(services.resolve(MetricProvider.class.getName()), metric.getName() + "\n");
        final URL jar = folder.resolve("jar").toUri().toURL();
        Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[] {jar}, before));
    }
}
