package io.ape4j.model.hosted;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ServerSocketFactory;

/** Answers every request, also one meant for a proxy, with one file. */
final class FileServer implements AutoCloseable {
    private final ServerSocket listener;
    private final byte[] content;
    private final List<String> heads = Collections.synchronizedList(new ArrayList<>());

    FileServer(ServerSocketFactory sockets, byte[] content) throws IOException {
        this.listener = sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.content = content;
        final Thread thread = new Thread(this::listen, "file-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What clients sent. */
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
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                answer(client);
            } catch (IOException e) {
                // A client that trusts no certificate of ours goes away, and the next one may come.
            }
        }
    }

    private void answer(Socket client) throws IOException {
        final InputStream in = client.getInputStream();
        final StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            final int c = in.read();
            if (c < 0) {
                return;
            }
            head.append((char) c);
        }
        heads.add(head.toString());
        final OutputStream out = client.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + content.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(content);
        out.flush();
    }
}
