package io.ape4j.model.embedded;

import io.ape4j.model.ApeHome;
import io.ape4j.model.ModelException;
import io.ape4j.model.catalog.ModelCatalog;
import io.ape4j.model.embedded.llama.LlamaContext;
import io.ape4j.model.embedded.llama.LlamaContext.Rows;
import io.ape4j.model.embedded.llama.LlamaLibrary;
import io.ape4j.model.hosted.http.SecretVariables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Opens a model file for the first time in another process: llama.cpp answers some damage with an assertion that ends
 * the process it is in. Done once per content; the catalogue's files, whose checksums are known, need none.
 */
public final class ModelTrial {
    private static final int KILLED_BY_SIGNAL = 128;
    private static final int MOST_SHOWN = 300;
    private static final long MOST_SECONDS = 300;

    private ModelTrial() {}

    /** @throws ModelException.Rejected if opening the file would end this process */
    static void check(Path gguf, String sha256, ApeHome home) {
        final boolean known = ModelCatalog.builtIn().models().stream()
                .anyMatch(model -> model.sha256().equals(sha256));
        final Path passed = home.checksums().resolve(sha256 + "." + LlamaLibrary.BUILD + ".opens");
        if (known || Files.exists(passed)) {
            return;
        }
        try {
            final Path output = Files.createTempFile("ape4j", ".txt");
            try {
                final int code = run(gguf, home, output);
                if (code >= KILLED_BY_SIGNAL) {
                    throw new ModelException.Rejected(
                            gguf + " makes llama.cpp " + LlamaLibrary.BUILD + " give up (" + endOf(output)
                                    + "): the file is damaged; compare its SHA-256 and fetch it again",
                            null);
                }
                if (code == 0) {
                    Files.writeString(passed, "opened once in a process of its own\n");
                }
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't try " + gguf + " in a process of its own", e);
        }
    }

    private static int run(Path gguf, ApeHome home, Path output) throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + output,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ModelTrial.class.getName(),
                        gguf.toString(),
                        home.root().toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        SecretVariables.removeKeys(builder.environment());
        final Process process = builder.start();
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new ModelException.Rejected(
                        gguf + " could not be opened within " + MOST_SECONDS + " seconds; choose a smaller model",
                        null);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while " + gguf + " was tried");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String endOf(Path output) throws IOException {
        final String text =
                Files.readString(output, StandardCharsets.ISO_8859_1).strip();
        return text.lines()
                .filter(line -> line.contains("GGML_ASSERT") || line.contains("what()"))
                .map(line -> line.substring(Math.max(0, line.length() - MOST_SHOWN)))
                .findFirst()
                .orElse("a crash in native code");
    }

    /** The other process: ends with 0 if the file opens, and with 3 if that fails in the way that is an exception. */
    public static void main(String[] arguments) {
        final int tokens = Chunking.CANONICAL.most();
        try (LlamaContext context = LlamaContext.open(
                LlamaLibrary.load(new ApeHome(Path.of(arguments[1]))),
                Path.of(arguments[0]),
                new LlamaContext.Size(tokens, tokens, 1))) {
            context.decode(new int[] {0}, 0, 1, 0, Rows.LAST);
        } catch (ModelException e) {
            System.exit(3);
        }
    }
}
