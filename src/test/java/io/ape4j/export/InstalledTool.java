package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A program of another language that loads exports, as {@code .ci/run} installs it under {@code target/tools}. */
public record InstalledTool(Path folder) {
    private static final Path TOOLS = Path.of(System.getProperty("ape4j.tools", "target/tools"));
    private static final long SECONDS = 120;

    /** That tool; without it the test is skipped, and says so. */
    public static InstalledTool named(String name, String file) {
        final Path folder = TOOLS.resolve(name).toAbsolutePath();
        assumeTrue(
                Files.exists(folder.resolve(file)),
                () -> name + " is not installed: no " + folder.resolve(file) + "; .ci/run installs it (prepare)");
        return new InstalledTool(folder);
    }

    /** What the program prints. */
    public String run(Map<String, String> environment, String input, List<String> command) throws IOException {
        final Path in = Files.createTempFile("tool", ".in");
        final Path out = Files.createTempFile("tool", ".out");
        final Path err = Files.createTempFile("tool", ".err");
        Files.writeString(in, input);
        final ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        final Process process = builder.start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s%n%s", Files.readString(out), Files.readString(err))
                    .isIn(0, 100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }

    /** A script among the resources, as a file. */
    static String script(String name) {
        return Path.of(Objects.requireNonNull(InstalledTool.class.getResource("tools/" + name))
                        .getPath())
                .toString();
    }
}
