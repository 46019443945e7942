package io.ape4j.model.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real llama.cpp server in a process of its own, from the Python package xllamacpp. */
public final class LlamaServer implements AutoCloseable {
    private static final String PACKAGE = "xllamacpp==2026.10.11549";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Path FOLDER = Path.of("target", "xllamacpp");
    private static final String PROGRAM = """
            import sys, xllamacpp
            params = xllamacpp.CommonParams()
            params.model.path = sys.argv[1]
            params.port = int(sys.argv[2])
            params.n_ctx = 2048
            params.n_parallel = 2
            params.cpuparams.n_threads = 1
            server = xllamacpp.Server(params)
            sys.stdin.read()
            """;

    private final Process process;
    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LlamaServer(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    /** The Python that has the server, installed under {@code target} on the first call; empty if that can't be had. */
    public static Optional<Path> python() throws IOException, InterruptedException {
        final Path python = FOLDER.resolve("venv/bin/python").toAbsolutePath();
        final Path ready = FOLDER.resolve("ready");
        if (Files.exists(ready)) {
            return Optional.of(python);
        }
        Files.createDirectories(FOLDER);
        final boolean installed = runs(
                        List.of("python3", "-m", "venv", FOLDER.resolve("venv").toString()))
                && runs(List.of(python.toString(), "-m", "pip", "install", "--quiet", "--only-binary=:all:", PACKAGE));
        if (!installed) {
            return Optional.empty();
        }
        Files.createFile(ready);
        return Optional.of(python);
    }

    private static boolean runs(List<String> command) throws InterruptedException {
        try {
            final Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("install.log").toFile())
                    .start();
            return process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts it over a model and waits until it answers. */
    public static LlamaServer start(Path python, Path gguf) throws IOException, InterruptedException {
        final int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        final Process process = new ProcessBuilder(
                        python.toString(), "-c", PROGRAM, gguf.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("server-" + port + ".log").toFile())
                .start();
        final LlamaServer server = new LlamaServer(process, URI.create("http://127.0.0.1:" + port));
        final long end = System.nanoTime() + START.toNanos();
        while (!server.isUp()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                server.close();
                throw new IOException("the llama.cpp server did not start: see " + FOLDER);
            }
            Thread.sleep(100);
        }
        return server;
    }

    private boolean isUp() throws InterruptedException {
        try {
            final HttpRequest request =
                    HttpRequest.newBuilder(base.resolve("/health")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Address without a path. */
    public URI base() {
        return base;
    }

    /** Posts a JSON body and returns the JSON answer. */
    public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        final HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        final HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JsonMapper.builder().build().readTree(response.body());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
