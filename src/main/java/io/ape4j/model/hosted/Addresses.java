package io.ape4j.model.hosted;

import io.ape4j.model.hosted.http.Endpoint;
import io.ape4j.model.hosted.http.ProxyRules;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The servers of one model: one, or several that are interchangeable.
 *
 * @param endpoints in the order in which they were given
 * @param group what the cache calls them together, if the user says
 */
record Addresses(List<Endpoint> endpoints, Optional<String> group) {
    private static final int OLLAMA_PORT = 11434;

    /**
     * What options, environment or the provider say, in this order.
     *
     * @throws IllegalArgumentException if one is no base URL, or stands there twice
     */
    static Addresses of(HostedProvider provider, Map<String, String> env, HostedOptions options) {
        if (!options.urls().isEmpty()) {
            return new Addresses(endpoints(provider, options.urls(), "urls"), options.group());
        }
        final Optional<HostedProvider.Variable> variable = provider.url(env);
        if (variable.isPresent()) {
            final List<String> urls = Arrays.stream(variable.get().value().split(",", -1))
                    .map(String::strip)
                    .toList();
            return new Addresses(endpoints(provider, urls, variable.get().name()), options.group());
        }
        return new Addresses(List.of(Endpoint.parse(provider.defaultUrl(), "default")), options.group());
    }

    /** For the cache key: the group's name, else the base URL, or all of them. */
    String identity() {
        final TreeSet<String> bases = new TreeSet<>();
        endpoints.forEach(endpoint -> bases.add(endpoint.base()));
        return group.orElseGet(() -> String.join(" ", bases));
    }

    /** Whether that is something else than one base URL. */
    boolean isGroup() {
        return group.isPresent() || endpoints.size() > 1;
    }

    /** Whether no request leaves this machine. */
    boolean areOnOwnMachine() {
        return endpoints.stream().allMatch(endpoint -> ProxyRules.isLoopback(endpoint.host()));
    }

    private static List<Endpoint> endpoints(HostedProvider provider, List<String> urls, String source) {
        final Map<String, Endpoint> byBase = new LinkedHashMap<>();
        for (final String url : urls) {
            final Endpoint endpoint = Endpoint.parse(provider == HostedProvider.OLLAMA ? ollamaUrl(url) : url, source)
                    .withDefaultPath(provider.defaultPath());
            if (byBase.put(endpoint.base(), endpoint) != null) {
                throw new IllegalArgumentException(source + " names " + endpoint + " twice; name each server once");
            }
        }
        return List.copyOf(byBase.values());
    }

    /** {@code OLLAMA_HOST} is also what the server listens on: often a bare host, a bare port, or any address. */
    private static String ollamaUrl(String value) {
        if (value.contains("://")) {
            return value;
        }
        final String host =
                value.startsWith(":") ? "127.0.0.1" + value : value.replaceFirst("^0\\.0\\.0\\.0", "127.0.0.1");
        final String authority = host.replaceFirst("/.*", "");
        final boolean hasPort = authority.matches(".*:\\d+$") && !authority.endsWith("]");
        return "http://" + authority + (hasPort ? "" : ":" + OLLAMA_PORT) + host.substring(authority.length());
    }
}
