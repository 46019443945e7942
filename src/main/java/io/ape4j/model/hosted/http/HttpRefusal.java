package io.ape4j.model.hosted.http;

import java.time.Duration;
import java.util.Optional;

/**
 * A response that is no success.
 *
 * @param status the HTTP status
 * @param body as text, without secrets
 * @param retryAfter how long the server asks to wait, if it does
 */
public record HttpRefusal(int status, String body, Optional<Duration> retryAfter) {}
