package io.ape4j.model.hosted.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which requests go through which proxy, from the environment: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and
 * {@code ALL_PROXY}, and what {@code NO_PROXY} exempts, in either case. The own machine is always reached directly.
 */
public final class ProxyRules extends ProxySelector {
    private static final String DIRECT_EVERYWHERE = "*";

    private record ProxyServer(String host, int port, Optional<String> userInfo) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private final Optional<ProxyServer> http;
    private final Optional<ProxyServer> https;
    private final List<String> exempt;

    private ProxyRules(Optional<ProxyServer> http, Optional<ProxyServer> https, List<String> exempt) {
        this.http = http;
        this.https = https;
        this.exempt = exempt;
    }

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException if a proxy's URL can't be read; the text names the variable, never its value
     */
    public static ProxyRules of(Map<String, String> env) {
        final List<String> exempt = variable(env, "NO_PROXY")
                .map(value -> Arrays.stream(value.split("[,\\s]+"))
                        .map(part -> part.toLowerCase(Locale.ROOT))
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
        return new ProxyRules(server(env, "HTTP_PROXY"), server(env, "HTTPS_PROXY"), exempt);
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(serverFor(uri)
                .map(server -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(server.host(), server.port())))
                .orElse(Proxy.NO_PROXY));
    }

    /** The value of a {@code Proxy-Authorization} header for a request, if its proxy has credentials. */
    public Optional<String> authorization(URI uri) {
        return serverFor(uri)
                .flatMap(ProxyServer::userInfo)
                .map(info -> "Basic " + Base64.getEncoder().encodeToString(info.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether any proxy has credentials. */
    boolean hasCredentials() {
        return http.flatMap(ProxyServer::userInfo).isPresent()
                || https.flatMap(ProxyServer::userInfo).isPresent();
    }

    /** The proxies' users and passwords. */
    public List<String> secrets() {
        final List<String> secrets = new ArrayList<>();
        for (final Optional<ProxyServer> server : List.of(http, https)) {
            server.flatMap(ProxyServer::userInfo).ifPresent(info -> {
                secrets.add(info);
                secrets.addAll(List.of(info.split(":", 2)));
            });
        }
        return secrets;
    }

    /** Nothing to do: the failed call itself is reported. */
    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException problem) {}

    private Optional<ProxyServer> serverFor(URI uri) {
        return isExempt(uri) ? Optional.empty() : "https".equalsIgnoreCase(uri.getScheme()) ? https : http;
    }

    private boolean isExempt(URI uri) {
        final String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (isLoopback(host)) {
            return true;
        }
        final int port = uri.getPort() != -1 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return exempt.stream().anyMatch(rule -> exempts(rule, host, port));
    }

    private static boolean exempts(String rule, String host, int port) {
        if (rule.equals(DIRECT_EVERYWHERE)) {
            return true;
        }
        final int colon = rule.lastIndexOf(':');
        final boolean hasPort = colon > 0 && rule.indexOf(':') == colon;
        if (hasPort && !rule.substring(colon + 1).equals(Integer.toString(port))) {
            return false;
        }
        final String name = (hasPort ? rule.substring(0, colon) : rule).replaceFirst("^\\*?\\.", "");
        return host.equals(name) || host.equals("[" + name + "]") || host.endsWith("." + name);
    }

    /** Whether a host is this machine by its name alone. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.equals("::1")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static Optional<ProxyServer> server(Map<String, String> env, String name) {
        final Optional<String> own = variable(env, name);
        final String source = own.isPresent() ? name : "ALL_PROXY";
        return own.or(() -> variable(env, "ALL_PROXY")).map(value -> parse(value, source));
    }

    private static Optional<String> variable(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name))
                .or(() -> Optional.ofNullable(env.get(name.toLowerCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static ProxyServer parse(String value, String source) {
        try {
            final URI uri = new URI(value.contains("://") ? value : "http://" + value);
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null) {
                return new ProxyServer(
                        uri.getHost(),
                        uri.getPort() == -1 ? 80 : uri.getPort(),
                        Optional.ofNullable(uri.getUserInfo()));
            }
        } catch (URISyntaxException e) {
            // Told below: the exception's text would repeat the password.
        }
        throw new IllegalArgumentException(source + " is no proxy URL; it looks like http://proxy.example:3128");
    }
}
