package io.ape4j.model.hosted.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a server is reached.
 *
 * @param endpoint where it is
 * @param connectTimeout longest wait for a connection
 * @param timeout longest wait for the whole response, connecting included
 * @param maxBodyBytes longest response
 * @param proxies the way there
 * @param authorities a PEM file of certificate authorities to trust beside the JDK's
 * @param redaction what no text may hold
 */
public record TransportSettings(
        Endpoint endpoint,
        Duration connectTimeout,
        Duration timeout,
        int maxBodyBytes,
        ProxyRules proxies,
        Optional<Path> authorities,
        Redaction redaction) {}
