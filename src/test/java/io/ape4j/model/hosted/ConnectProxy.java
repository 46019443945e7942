package io.ape4j.model.hosted;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A proxy for https on loopback: whatever host it is asked for, it leads to one port of this machine. */
final class ConnectProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final String authorization;
    private final List<String> heads = Collections.synchronizedList(new ArrayList<>());

    /** Lets through only who sends {@code authorization}. */
    ConnectProxy(int target, String authorization) throws IOException {
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.target = target;
        this.authorization = authorization;
        daemon(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What clients sent before the tunnel was open. */
    List<String> heads() {
        synchronized (heads) {
            return List.copyOf(heads);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void listen() {
        while (true) {
            try {
                final Socket client = listener.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            final String head = head(client.getInputStream());
            heads.add(head);
            final boolean allowed = head.contains("Proxy-Authorization: " + authorization);
            final String status = allowed ? "200 OK" : "407 Proxy Authentication Required\r\nContent-Length: 0";
            client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            if (allowed) {
                daemon(() -> pump(server, client));
                client.getInputStream().transferTo(server.getOutputStream());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            final OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException e) {
            // One side closed: the tunnel is over.
        }
    }

    private static String head(InputStream in) throws IOException {
        final StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            final int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static void daemon(Runnable work) {
        final Thread thread = new Thread(work, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
