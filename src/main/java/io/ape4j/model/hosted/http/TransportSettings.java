package io.ape4j.model.hosted.http;

import java.time.Duration;

/**
 * How a server is reached.
 *
 * @param endpoint where it is
 * @param connectTimeout longest wait for a connection
 * @param timeout longest wait for the whole response, connecting included
 * @param maxBodyBytes longest response
 * @param route the way there
 * @param redaction what no text may hold
 */
public record TransportSettings(
        Endpoint endpoint,
        Duration connectTimeout,
        Duration timeout,
        int maxBodyBytes,
        Route route,
        Redaction redaction) {}
