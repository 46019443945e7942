package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.report.page.Chromium;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a search that a second process makes, in a real browser, while that goes on. */
class LiveReportTest {
    private static final Pattern ADDRESS = Pattern.compile("live report: (\\S+)");
    private static final int SECONDS = 60;
    private static final int SOME = 90;
    private static final int ALL = 1_000_000;

    @TempDir
    private Path folder;

    private final Semaphore answers = new Semaphore(0);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private StubServer server;

    @BeforeEach
    void serve() throws IOException {
        ParityTask.write(folder.resolve("parity"), 60);
        server = ParityTask.serve(request -> {
            answers.acquireUninterruptibly();
            return StubReply.text(ParityTask.answer(request));
        });
    }

    @AfterEach
    void close() {
        answers.release(ALL);
        server.close();
    }

    @Test
    void aWatchedPageFollowsARunOfAnotherProcessWithoutBeingLoadedAgainAndEndsWithIt() throws Exception {
        try (CliProcess search = search();
                Chromium browser = Chromium.start()) {
            until(() -> Files.exists(folder.resolve("runs/parity/journal.jsonl")));
            final CompletableFuture<Integer> watching = watch();
            browser.open(address(said::toString));
            browser.run("window.loadedOnce = true");

            final String before = heading(browser);
            answers.release(SOME);
            browser.waitUntil("document.querySelector('h1').textContent.includes(': race')");
            final String between = heading(browser);
            answers.release(ALL);
            browser.waitUntil("document.getElementById('live').textContent === 'ended'");

            assertThat(before).startsWith("The search is still going on: propose, 0 answers");
            assertThat(between).startsWith("The search is still going on: race");
            assertThat(heading(browser)).startsWith("Better");
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
            assertThat(browser.console()).isEmpty();
            assertThat(watching.get(SECONDS, TimeUnit.SECONDS)).isZero();
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("the run has ended");
            assertThat(search.waitFor()).isIn(0, 3);
        }
    }

    @Test
    void aLiveSearchServesItsOwnPageAndShowsTheEnd() throws Exception {
        try (CliProcess search = search("--live");
                Chromium browser = Chromium.start()) {
            browser.open(address(() -> read(folder.resolve("stderr.txt"))));
            browser.run("window.loadedOnce = true");

            answers.release(ALL);
            browser.waitUntil("document.getElementById('live').textContent === 'ended'");

            assertThat(heading(browser)).startsWith("Better");
            assertThat(browser.run("return window.loadedOnce")).isEqualTo(true);
            assertThat(search.waitFor()).isIn(0, 3);
        }
    }

    @Test
    @SuppressWarnings("try") // the process works by itself
    void anotherHostNameOrPathIsRefused() throws Exception {
        try (CliProcess search = search("--live")) {
            final URI page = address(() -> read(folder.resolve("stderr.txt")));

            assertThat(status(page, "127.0.0.1:" + page.getPort(), page.getPath()))
                    .contains(" 200 ");
            assertThat(status(page, "localhost:" + page.getPort(), page.getPath()))
                    .contains(" 200 ");
            assertThat(status(page, "evil.example:" + page.getPort(), page.getPath()))
                    .contains(" 403 ");
            assertThat(status(page, "127.0.0.1", page.getPath())).contains(" 403 ");
            assertThat(status(page, "127.0.0.1:" + page.getPort(), "/")).contains(" 404 ");
        }
    }

    @Test
    void whileItGoesOnThePageMayAskItsOwnServerAlone() throws Exception {
        try (CliProcess search = search("--live")) {
            final URI page = address(() -> read(folder.resolve("stderr.txt")));

            final String html = get(page, "127.0.0.1:" + page.getPort(), page.getPath());

            assertThat(html)
                    .contains("default-src &#39;none&#39;; script-src &#39;sha256-")
                    .contains("form-action &#39;none&#39;; connect-src &#39;self&#39;\"")
                    .doesNotContain("unsafe-inline", "https://");
            assertThat(search.pid()).isPositive();
        }
    }

    @Test
    void aBusyPortIsRefusedBeforeThereIsARunOrACall() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                CliProcess search = search("--live", "--port", String.valueOf(other.getLocalPort()))) {
            final int code = search.waitFor();

            assertThat(code).isEqualTo(1);
            assertThat(read(folder.resolve("stderr.txt")))
                    .contains("can't serve the page on port " + other.getLocalPort())
                    .contains("choose another with --port, or none for one that is free");
            assertThat(folder.resolve("runs")).doesNotExist();
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void aPortWithoutAPageAndOneThatIsNoneAreRefused() {
        answers.release(ALL);

        assertThat(ape("search", "parity", "--model", "openai:m", "--port", "8000"))
                .isEqualTo(new CommandLineRun(
                        2, "", "ape: --port is where --live serves the report; add --live, or leave --port out\n"));
        assertThat(ape("search", "parity", "--model", "openai:m", "--live", "--port", "70000"))
                .isEqualTo(new CommandLineRun(2, "", "ape: --port 70000 is no port; give one from 1 to 65535\n"));
    }

    @Test
    void anOptimisationAndAResumedRunAreServedToo() throws IOException {
        answers.release(ALL);
        Files.writeString(folder.resolve("mine.txt"), "Say even or odd.");

        final CommandLineRun optimised =
                ape("optimize", "parity", "--prompt", "mine.txt", "--model", "openai:m", "--max-calls", "60", "--live");
        final CommandLineRun resumed = ape("resume", "parity", "--max-calls", "90", "--live");

        assertThat(optimised.err()).containsPattern("live report: http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/");
        assertThat(resumed.err()).containsPattern("live report: http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/");
    }

    private CommandLineRun ape(String... arguments) {
        return CommandLineRun.of(folder, environment(), arguments);
    }

    private CliProcess search(String... more) throws IOException {
        final List<String> arguments =
                new ArrayList<>(List.of("search", "parity", "--model", "openai:m", "--max-calls", "300"));
        arguments.addAll(List.of(more));
        return CliProcess.start(folder, environment(), Main.class, arguments.toArray(String[]::new));
    }

    private Map<String, String> environment() {
        return ParityTask.environment(server, folder.resolve("home"));
    }

    private CompletableFuture<Integer> watch() {
        final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        final Surroundings surroundings = new Surroundings(
                Terminal.of(new PrintStream(OutputStream.nullOutputStream()), err), environment(), folder);
        return CompletableFuture.supplyAsync(() -> Main.run(new String[] {"watch", "parity"}, surroundings));
    }

    private static URI address(Supplier<String> printed) {
        until(() -> found(printed).isPresent());
        return URI.create(found(printed).orElseThrow());
    }

    private static Optional<String> found(Supplier<String> printed) {
        final Matcher matcher = ADDRESS.matcher(printed.get());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static void until(Supplier<Boolean> condition) {
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.get()) {
            assertThat(end - System.nanoTime()).isPositive();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The first line of an answer. */
    private static String status(URI page, String host, String path) throws IOException {
        return get(page, host, path).lines().findFirst().orElse("");
    }

    /** A whole answer; by a plain socket, since clients of the JDK set the Host header by themselves. */
    private static String get(URI page, String host, String path) throws IOException {
        try (Socket socket = new Socket(page.getHost(), page.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            final InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** In one step, since the page may be replaced between finding an element and reading it. */
    private static String heading(Chromium browser) {
        return String.valueOf(browser.run("return document.querySelector('h1').textContent"))
                .strip();
    }
}
