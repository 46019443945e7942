package io.ape4j.model.hosted.http;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The way from this machine to servers: through which proxies, and whose certificates are believed.
 *
 * @param proxies which requests go through which proxy
 * @param authorities a PEM file of certificate authorities to trust beside the JDK's
 */
public record Route(ProxyRules proxies, Optional<Path> authorities) {
    private static final String TUNNEL_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    /**
     * Reads the environment: {@code HTTPS_PROXY} and the like, {@code NO_PROXY}, {@code APE_CA_FILE}.
     *
     * @throws IllegalArgumentException if a proxy's URL can't be read; the text names the variable, never its value
     */
    public static Route of(Map<String, String> env) {
        return new Route(
                ProxyRules.of(env),
                Optional.ofNullable(env.get(TrustedCertificates.VARIABLE))
                        .filter(value -> !value.isBlank())
                        .map(Path::of));
    }

    /**
     * A client that goes this way and speaks HTTP/1.1 only: local servers choke on the JDK's offer of HTTP/2. It
     * follows no redirects.
     *
     * @throws IllegalArgumentException if the file of authorities can't be read or holds no certificate
     */
    public HttpClient.Builder client(Duration connectTimeout) {
        if (proxies.hasCredentials() && System.getProperty(TUNNEL_SCHEMES) == null) {
            // The JDK refuses basic authentication to a proxy for https unless this is set before its first use.
            System.setProperty(TUNNEL_SCHEMES, "");
        }
        final HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .proxy(proxies);
        authorities.map(TrustedCertificates::with).ifPresent(builder::sslContext);
        return builder;
    }
}
