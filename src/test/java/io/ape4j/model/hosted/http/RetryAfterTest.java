package io.ape4j.model.hosted.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7000", "1.5, 1500", "' 3 ', 3000"})
    void readsSeconds(String value, long millis) {
        assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofMillis(millis));
    }

    @Test
    void readsDateAsTimeFromNow() {
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 10:00:42 GMT", NOW)).contains(Duration.ofSeconds(42));
    }

    @Test
    void dateThatIsOverMeansNoWait() {
        assertThat(RetryAfter.parse("Sun, 22 Nov 2026 09:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1e9", "99999999999999999999", "Sun, 22 Nov", "NaN"})
    void garbageIsAsGoodAsNothing(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }

    @Test
    void millisecondsGoFirst() {
        final HttpHeaders headers = HttpHeaders.of(
                Map.of("Retry-After", List.of("9"), "retry-after-ms", List.of("250")), (name, value) -> true);

        assertThat(RetryAfter.of(headers, NOW)).contains(Duration.ofMillis(250));
    }

    @Test
    void absentHeaderIsEmpty() {
        assertThat(RetryAfter.of(HttpHeaders.of(Map.of(), (name, value) -> true), NOW))
                .isEmpty();
    }
}
