package io.ape4j.model.hosted;

import java.util.Map;

/** What a {@link StubServer} does with a request. */
public sealed interface StubReply {
    /** Why the model stopped, whatever the protocol calls it. */
    enum Finish {
        STOP,
        LENGTH,
        FILTERED
    }

    /** A good answer in the protocol's form; token counts are counts of words, left out if {@code usage} is false. */
    record Text(String text, Finish finish, boolean usage) implements StubReply {}

    /** A well-formed error in the protocol's form. */
    record Failure(int status, Map<String, String> headers, String code, String message) implements StubReply {}

    /** Any status and body. */
    record Raw(int status, Map<String, String> headers, String body) implements StubReply {}

    /** Headers that promise more than what follows, then the end of the connection. */
    record Truncated(String body, boolean chunked) implements StubReply {}

    /** A TCP reset instead of a response. */
    record Reset() implements StubReply {}

    /** Nothing; with headers first, or not even those. */
    record Hang(boolean afterHeaders) implements StubReply {}

    static StubReply text(String text) {
        return new Text(text, Finish.STOP, true);
    }

    static StubReply cut(String text) {
        return new Text(text, Finish.LENGTH, true);
    }

    static StubReply filtered() {
        return new Text("", Finish.FILTERED, true);
    }

    static StubReply withoutUsage(String text) {
        return new Text(text, Finish.STOP, false);
    }

    static StubReply error(int status, String code, String message) {
        return new Failure(status, Map.of(), code, message);
    }

    /** 429, with a Retry-After of this text. */
    static StubReply tooMany(String retryAfter) {
        return new Failure(429, Map.of("Retry-After", retryAfter), "rate_limit_exceeded", "slow down");
    }

    static StubReply raw(int status, String body) {
        return new Raw(status, Map.of("Content-Type", "application/json"), body);
    }

    static StubReply html() {
        return new Raw(200, Map.of("Content-Type", "text/html"), "<!doctype html><title>Sign in</title>");
    }
}
