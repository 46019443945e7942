package io.ape4j.model.hosted.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a hosted model is: a base URL, split into what may be shown and what may not.
 *
 * @param base scheme, host, port and path, without a final slash; safe to show
 * @param query of the base URL, added to every request, e.g. {@code api-version=2024-10-21}
 * @param userInfo {@code user:password} of the base URL, sent as HTTP basic authentication
 */
public record Endpoint(String base, Optional<String> query, Optional<String> userInfo) {
    /**
     * Reads a base URL.
     *
     * @param url what the user gave
     * @param source where it was given, for the error, e.g. {@code OPENAI_BASE_URL}
     * @throws IllegalArgumentException if it is no http or https URL; the text never shows the URL's secrets
     */
    public static Endpoint parse(String url, String source) {
        final URI uri = uri(url.strip(), source);
        final String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null || uri.getFragment() != null) {
            throw malformed(source);
        }
        final boolean defaultPort = uri.getPort() == -1
                || (scheme.equals("http") && uri.getPort() == 80)
                || (scheme.equals("https") && uri.getPort() == 443);
        final String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        final String base = scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT)
                + (defaultPort ? "" : ":" + uri.getPort()) + path;
        return new Endpoint(base, Optional.ofNullable(uri.getRawQuery()), Optional.ofNullable(uri.getUserInfo()));
    }

    /** This endpoint with {@code path} appended if it has none of its own. */
    public Endpoint withDefaultPath(String path) {
        final String own = URI.create(base).getRawPath();
        return own == null || own.isEmpty() ? new Endpoint(base + path, query, userInfo) : this;
    }

    /** The server's name, in lower case. */
    public String host() {
        return URI.create(base).getHost();
    }

    /** What must never be shown: user and password, and the values of the query. */
    public List<String> secrets() {
        final List<String> secrets = new ArrayList<>();
        userInfo.ifPresent(info -> {
            secrets.add(info);
            // Some gateways take a key for the user and nothing for the password.
            secrets.addAll(List.of(info.split(":", 2)));
        });
        for (final String part : query.orElse("").split("&", -1)) {
            secrets.add(URLDecoder.decode(part.substring(part.indexOf('=') + 1), StandardCharsets.UTF_8));
        }
        return List.copyOf(secrets);
    }

    /** The value of an {@code Authorization} header, if the URL holds credentials. */
    public Optional<String> basicAuthorization() {
        return userInfo.map(
                info -> "Basic " + Base64.getEncoder().encodeToString(info.getBytes(StandardCharsets.UTF_8)));
    }

    /** The base alone, so that no log shows more. */
    @Override
    public String toString() {
        return base;
    }

    private static URI uri(String url, String source) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // The exception's text repeats the URL, and with it what must not be shown.
            throw malformed(source);
        }
    }

    private static IllegalArgumentException malformed(String source) {
        return new IllegalArgumentException(
                source + " is no base URL; it looks like https://host[:port]/path or http://127.0.0.1:8080/v1");
    }
}
