package io.ape4j.report.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves one page, and each newer edition of it by server-sent events, to browsers of this machine: it listens on the
 * loopback interface alone, and answers to no other name, so that no page from elsewhere can read it by a name that it
 * has pointed here. Its path is a secret, since others may have accounts on this machine.
 */
public final class PageServer implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int SECRET_BYTES = 16;
    private static final int SECONDS_TO_END = 3;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int OK = 200;

    private final HttpServer server;
    private final String path;
    private final Latest latest = new Latest();
    private final AtomicInteger listening = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        final Thread thread = new Thread(task, "page");
        thread.setDaemon(true);
        return thread;
    });

    private PageServer(HttpServer server) {
        this.server = server;
        final byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        this.path = "/" + HexFormat.of().formatHex(secret) + "/";
    }

    /**
     * Begins to listen; who asks before the first edition waits for it.
     *
     * @param port 0 for one that is free
     * @throws UncheckedIOException if another program has the port
     */
    public static PageServer start(int port) {
        try {
            final PageServer started = new PageServer(
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0));
            started.server.setExecutor(started.threads);
            started.server.createContext("/", started::answer);
            started.server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "can't serve the page on port " + port + ": " + e.getMessage()
                            + "; choose another with --port, or none for one that is free",
                    e);
        }
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Shows this from now on. */
    public void show(String html) {
        latest.publish(html, false);
    }

    /** Shows this, and that nothing will follow. */
    public void showLast(String html) {
        latest.publish(html, true);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            final String host = exchange.getRequestHeaders().getFirst("Host");
            if (host == null
                    || !Set.of("127.0.0.1:" + port(), "localhost:" + port()).contains(host)) {
                exchange.sendResponseHeaders(FORBIDDEN, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(NOT_ALLOWED, -1);
            } else if (exchange.getRequestURI().getPath().equals(path)) {
                page(exchange);
            } else if (exchange.getRequestURI().getPath().equals(path + "events")) {
                events(exchange);
            } else {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the server ends").initCause(e);
        }
    }

    private void page(HttpExchange exchange) throws IOException, InterruptedException {
        final byte[] html = latest.after(0).html().getBytes(StandardCharsets.UTF_8);
        headers(exchange, "text/html; charset=utf-8");
        exchange.sendResponseHeaders(OK, html.length);
        exchange.getResponseBody().write(html);
    }

    /** The present edition too: it may be newer than the page that asks. */
    private void events(HttpExchange exchange) throws IOException, InterruptedException {
        listening.incrementAndGet();
        try {
            headers(exchange, "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(OK, 0);
            final OutputStream out = exchange.getResponseBody();
            Latest.Edition sent = new Latest.Edition(0, "", false);
            while (!sent.last()) {
                sent = latest.after(sent.number());
                out.write(event(sent).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } finally {
            listening.decrementAndGet();
        }
    }

    private static String event(Latest.Edition edition) {
        final StringBuilder text = new StringBuilder(edition.last() ? "event: ended\n" : "event: changed\n");
        edition.html()
                .lines()
                .forEach(line -> text.append("data: ").append(line).append('\n'));
        return text.append('\n').toString();
    }

    private static void headers(HttpExchange exchange, String type) {
        final Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
    }

    /** Ends, once those who listen have the last edition, or soon. */
    @Override
    public void close() {
        server.stop(listening.get() == 0 ? 0 : SECONDS_TO_END);
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
