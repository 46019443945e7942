package io.ape4j.model.catalog;

import io.ape4j.model.ModelException;
import io.ape4j.model.hosted.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A model file from the web; after a break it asks for the rest only, where the server can do that. */
record WebPart(HttpClient client, Optional<String> proxyAuthorization, URI source) implements Fetch.Source {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    WebPart {
        if (!Set.of("http", "https").contains(String.valueOf(source.getScheme()))) {
            throw new ModelException.Rejected("can fetch http and https addresses only, was " + shown(source), null);
        }
    }

    /**
     * What is at an address.
     *
     * @throws ModelException.Rejected if the address is not of the web, or the route's certificates can't be read
     */
    static WebPart of(URI source, Route route) {
        try {
            final HttpClient client = route.client(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
            final Optional<String> authorization = source.getHost() == null
                    ? Optional.empty()
                    : route.proxies().authorization(source);
            return new WebPart(client, authorization, source);
        } catch (IllegalArgumentException e) {
            throw new ModelException.Rejected(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return shown(source);
    }

    /** The address without user and query, which may be secret. */
    static String shown(URI source) {
        final String port = source.getPort() == -1 ? "" : ":" + source.getPort();
        return source.getScheme() + "://" + source.getHost() + port + source.getRawPath();
    }

    @Override
    public void appendTo(Path part, Path work, Fetch fetch) throws IOException {
        final long there = Files.exists(part) ? Files.size(part) : 0;
        final HttpRequest.Builder request = HttpRequest.newBuilder(source);
        proxyAuthorization.ifPresent(value -> request.setHeader("Proxy-Authorization", value));
        if (there > 0) {
            request.header("Range", "bytes=" + there + "-");
        }
        try {
            final HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                take(response, body, part, there, fetch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while fetching " + shown(source));
        }
    }

    private void take(HttpResponse<?> response, InputStream body, Path part, long there, Fetch fetch)
            throws IOException {
        if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
            // All of it is there already; the checksum will tell.
            return;
        }
        if (response.statusCode() != OK && response.statusCode() != PARTIAL) {
            throw new ModelException.Rejected(
                    shown(source) + " answered with status " + response.statusCode() + "; check the address", null);
        }
        final boolean continues = response.statusCode() == PARTIAL;
        final long left = response.headers().firstValueAsLong("Content-Length").orElse(Fetch.UNKNOWN_BYTES);
        final long before = continues ? there : 0;
        final long total = left == Fetch.UNKNOWN_BYTES ? left : before + left;
        if (left != Fetch.UNKNOWN_BYTES) {
            fetch.requireSpace(left);
        }
        copy(body, part, before, total, fetch.listener());
    }

    private static void copy(InputStream body, Path part, long before, long total, PullListener listener)
            throws IOException {
        final StandardOpenOption mode = before > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        final byte[] buffer = new byte[BUFFER_BYTES];
        long done = before;
        try (OutputStream out =
                Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode)) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new ModelException.Interrupted("interrupted while fetching; what arrived is kept");
                }
                out.write(buffer, 0, count);
                done += count;
                listener.advanced(done, total);
            }
        }
        if (total != Fetch.UNKNOWN_BYTES && done < total) {
            throw new IOException("the connection broke after " + done + " of " + total + " bytes");
        }
    }
}
