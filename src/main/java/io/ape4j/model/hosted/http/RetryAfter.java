package io.ape4j.model.hosted.http;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a server asks to wait before the next attempt: {@code Retry-After} in seconds or as a date (RFC 9110). */
public final class RetryAfter {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");

    private RetryAfter() {}

    /** Reads the headers; empty if there is none or it can't be read. A date that is over means no wait. */
    public static Optional<Duration> of(HttpHeaders headers, Instant now) {
        final Optional<Duration> millis = headers.firstValue("retry-after-ms").flatMap(value -> number(value, 1));
        return millis.isPresent() ? millis : headers.firstValue("retry-after").flatMap(value -> parse(value, now));
    }

    static Optional<Duration> parse(String value, Instant now) {
        final Optional<Duration> seconds = number(value, 1000);
        return seconds.isPresent() ? seconds : date(value, now);
    }

    private static Optional<Duration> number(String value, int millisPerUnit) {
        final String trimmed = value.strip();
        if (!NUMBER.matcher(trimmed).matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(trimmed) * millisPerUnit)));
    }

    private static Optional<Duration> date(String value, Instant now) {
        try {
            final Instant until = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
