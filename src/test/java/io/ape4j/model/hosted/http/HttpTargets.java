package io.ape4j.model.hosted.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import io.ape4j.model.ModelSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Readers of headers, addresses and names. */
public final class HttpTargets {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> URLS = List.of(
            "http",
            "https",
            "://",
            "user:pass@",
            "127.0.0.1",
            "[::1]",
            ":8080",
            "/v1",
            "?a=b",
            "#x",
            "%41",
            "%zz",
            "localhost",
            ".example",
            ",",
            "*",
            "openai:",
            "google:",
            ".gguf",
            "embedded:");

    private HttpTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.ofText(
                        "retry-after",
                        6_000,
                        List.of("120", "1.5", "Fri, 31 Dec 1999 23:59:59 GMT", "Wed, 01 Jan 2027 00:00:00 GMT"),
                        List.of("Fri, ", "31", " Dec ", "1999", "23:59:59", " GMT", "+9999", "1e9", "-5", "999999999"),
                        input -> RetryAfter.parse(input, NOW)
                                .ifPresent(wait -> assertThat(wait.isNegative()).isFalse()),
                        List.of()),
                Target.ofText(
                        "base-url",
                        4_000,
                        List.of("https://user:p%40ss@h.example:443/v1/?key=a&b=c"),
                        URLS,
                        input -> {
                            final Endpoint endpoint = Endpoint.parse(input, "X_BASE_URL");
                            assertThat(endpoint.host()).isNotBlank();
                            assertThat(endpoint.secrets()).isNotNull();
                            assertThat(endpoint.withDefaultPath("/v1").base()).startsWith("http");
                        },
                        List.of(IllegalArgumentException.class)),
                Target.ofText(
                        "proxy",
                        1_500,
                        List.of("http://user:pass@proxy.example:3128", "proxy:80", "localhost,.example.com,10.0.0.1"),
                        URLS,
                        input -> {
                            final ProxyRules rules =
                                    ProxyRules.of(Map.of("HTTPS_PROXY", input, "NO_PROXY", "a.example," + input));
                            assertThat(rules.secrets()).isNotNull();
                        },
                        List.of(IllegalArgumentException.class)),
                Target.ofText(
                        "model-name",
                        4_000,
                        List.of("openai:gpt-4o", "/models/a.gguf", "embedded:x"),
                        URLS,
                        input -> {
                            final ModelSpec spec = ModelSpec.parse(input);
                            assertThat(ModelSpec.parse(spec.toString())).isEqualTo(spec);
                        },
                        List.of(IllegalArgumentException.class)));
    }
}
