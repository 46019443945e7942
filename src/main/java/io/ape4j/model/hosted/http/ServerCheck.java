package io.ape4j.model.hosted.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Looks whether a server answers at all: one request, which asks no model and carries no key. */
public final class ServerCheck {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Map<String, String> env;

    /** Proxies and extra certificates come from the environment. */
    public ServerCheck(Map<String, String> env) {
        this.env = Map.copyOf(env);
    }

    /**
     * Why it does not answer, in a word; empty if it does, whatever the answer is.
     *
     * @throws IllegalArgumentException if a proxy or the file of certificates can't be read; the text names the variable
     */
    public Optional<String> failure(Endpoint endpoint) {
        final Route route = Route.of(env);
        final URI uri = URI.create(endpoint.base());
        final HttpRequest.Builder request =
                HttpRequest.newBuilder().uri(uri).timeout(LONGEST).GET();
        route.proxies().authorization(uri).ifPresent(value -> request.setHeader("Proxy-Authorization", value));
        try {
            route.client(LONGEST).build().send(request.build(), BodyHandlers.discarding());
            return Optional.empty();
        } catch (IOException e) {
            // The failure's text may repeat what the server sent; its kind says enough.
            return Optional.of(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
