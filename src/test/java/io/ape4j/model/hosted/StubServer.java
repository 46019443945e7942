package io.ape4j.model.hosted;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelSpec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A real server on loopback that speaks every provider's chat protocol and misbehaves on demand. A script turns each
 * request into a reply; a script that looks at nothing but the request makes whole runs repeatable.
 *
 * <pre>{@code
 * try (StubServer server = StubServer.answering(request -> request.prompt().toUpperCase(Locale.ROOT));
 *         LanguageModel model = server.open(StubProtocol.OPENAI, HostedOptions.DEFAULT)) {
 *     model.answer(Request.chat(List.of(Message.user("hello")), 10));
 * }
 * }</pre>
 */
public final class StubServer implements AutoCloseable {
    /** The key that {@link #env} sets: no text may ever hold it. */
    public static final String KEY = "sk-sentinel-0123456789abcdefABCDEF";

    private static final JsonMapper JSON = new JsonMapper();

    private final ServerSocket listener;
    private final Function<StubRequest, StubReply> script;
    private final List<StubRequest> log = Collections.synchronizedList(new ArrayList<>());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final String scheme;

    private StubServer(ServerSocketFactory sockets, int port, String scheme, Function<StubRequest, StubReply> script)
            throws IOException {
        this.listener = sockets.createServerSocket(port, 200, InetAddress.getLoopbackAddress());
        this.scheme = scheme;
        this.script = script;
        thread(this::listen, "stub-server");
    }

    /** A server whose replies a script decides. It is called from many threads at once. */
    public static StubServer scripted(Function<StubRequest, StubReply> script) {
        return start(ServerSocketFactory.getDefault(), "http", script);
    }

    /** A server that comes back on the port of one that is gone. */
    public static StubServer scriptedAt(int port, Function<StubRequest, StubReply> script) {
        return start(ServerSocketFactory.getDefault(), port, "http", script);
    }

    /** A server that always answers well, with the text that {@code answers} makes of a request. */
    public static StubServer answering(Function<StubRequest, String> answers) {
        return scripted(request -> StubReply.text(answers.apply(request)));
    }

    /** A server that gives these replies one after the other, and the last one for ever. */
    public static StubServer replying(StubReply... replies) {
        final Queue<StubReply> left = new ArrayDeque<>(List.of(replies));
        return scripted(request -> {
            synchronized (left) {
                return left.size() > 1 ? left.remove() : left.element();
            }
        });
    }

    /** The same over other sockets, for https. */
    static StubServer start(ServerSocketFactory sockets, String scheme, Function<StubRequest, StubReply> script) {
        return start(sockets, 0, scheme, script);
    }

    private static StubServer start(
            ServerSocketFactory sockets, int port, String scheme, Function<StubRequest, StubReply> script) {
        try {
            return new StubServer(sockets, port, scheme, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on loopback. */
    public int port() {
        return listener.getLocalPort();
    }

    /** The base URL of a protocol, as its environment variable wants it. */
    public String url(StubProtocol protocol) {
        return scheme + "://127.0.0.1:" + port() + protocol.basePath();
    }

    /** The environment that leads a program to this server, with {@link #KEY} as every provider's key. */
    public Map<String, String> env() {
        final Map<String, String> env = new HashMap<>();
        for (final StubProtocol protocol : StubProtocol.values()) {
            env.put(protocol.keyVariable(), KEY);
            env.put(protocol.urlVariable(), url(protocol));
        }
        return env;
    }

    /** Opens the model {@code stub-model} over a protocol. */
    public LanguageModel open(StubProtocol protocol, HostedOptions options) {
        return HostedModels.open(new ModelSpec(protocol.provider(), "stub-model"), env(), options);
    }

    /** Every request so far, in the order of arrival. */
    public List<StubRequest> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** How many requests came. */
    public int requests() {
        return log.size();
    }

    /** The most requests that were being answered at once. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** Stops, and cuts every connection. */
    @Override
    public void close() {
        quietly(listener::close);
        connections.forEach(connection -> quietly(connection::close));
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                final Socket connection = listener.accept();
                connections.add(connection);
                thread(() -> serve(connection), "stub-connection");
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            final InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                final StubRequest request = read(in);
                if (request == null) {
                    return;
                }
                mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                try {
                    if (!reply(connection, request, script.apply(request))) {
                        return;
                    }
                } finally {
                    inFlight.decrementAndGet();
                }
            }
        } catch (IOException e) {
            // The client went away, which is what several tests are about.
        } finally {
            connections.remove(connection);
        }
    }

    private @Nullable StubRequest read(InputStream in) throws IOException {
        final String[] first = line(in).split(" ", -1);
        if (first.length < 3) {
            return null;
        }
        final Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            final int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        // A proxy is asked for whole URLs.
        final String path = first[1].replaceFirst("^http://[^/]+", "");
        final byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        synchronized (log) {
            final StubRequest request = new StubRequest(
                    log.size(), StubProtocol.ofPath(path), path, Map.copyOf(headers), JSON.readTree(body));
            log.add(request);
            return request;
        }
    }

    private boolean reply(Socket connection, StubRequest request, StubReply reply) throws IOException {
        final OutputStream out = connection.getOutputStream();
        if (reply instanceof StubReply.Text text) {
            return send(out, 200, Map.of(), request.protocol().answer(request, text));
        }
        if (reply instanceof StubReply.Failure failure) {
            return send(
                    out, failure.status(), failure.headers(), request.protocol().error(failure));
        }
        if (reply instanceof StubReply.Raw raw) {
            return send(out, raw.status(), raw.headers(), raw.body());
        }
        if (reply instanceof StubReply.Truncated truncated) {
            truncate(out, truncated);
        } else if (reply instanceof StubReply.Reset) {
            connection.setSoLinger(true, 0);
        } else if (reply instanceof StubReply.Hang hang) {
            hang(connection, out, hang);
        }
        return false;
    }

    private static boolean send(OutputStream out, int status, Map<String, String> headers, String body)
            throws IOException {
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        final StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Stub\r\nContent-Length: " + bytes.length);
        headers.forEach(
                (name, value) -> head.append("\r\n").append(name).append(": ").append(value));
        out.write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.flush();
        return true;
    }

    private static void truncate(OutputStream out, StubReply.Truncated reply) throws IOException {
        final byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        final String length = reply.chunked() ? "Transfer-Encoding: chunked" : "Content-Length: " + (bytes.length + 50);
        final String chunk = reply.chunked() ? Integer.toHexString(bytes.length + 50) + "\r\n" : "";
        out.write(("HTTP/1.1 200 OK\r\n" + length + "\r\n\r\n" + chunk).getBytes(StandardCharsets.ISO_8859_1));
        out.write(bytes);
        out.flush();
    }

    private static void hang(Socket connection, OutputStream out, StubReply.Hang hang) throws IOException {
        if (hang.afterHeaders()) {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"id\":".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        // Ends when the client gives up and closes.
        connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static String line(InputStream in) throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static void thread(Runnable work, String name) {
        final Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Closing {
        void close() throws IOException;
    }

    private static void quietly(Closing closing) {
        try {
            closing.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
