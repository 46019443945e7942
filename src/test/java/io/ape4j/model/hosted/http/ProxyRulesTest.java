package io.ape4j.model.hosted.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {
    @Test
    void eachSchemeHasItsProxy() {
        final ProxyRules rules = ProxyRules.of(Map.of("HTTPS_PROXY", "http://p1:3128", "http_proxy", "p2:8080"));

        assertThat(address(rules, "https://api.example/v1")).isEqualTo("p1:3128");
        assertThat(address(rules, "http://api.example/v1")).isEqualTo("p2:8080");
    }

    @Test
    void withoutVariablesAllIsDirect() {
        assertThat(ProxyRules.of(Map.of()).select(URI.create("https://api.example")))
                .containsExactly(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example, true",
        "https://deep.api.example, true",
        "https://notapi.example, false",
        "https://other.test:8443, true",
        "https://other.test, false",
        "https://x.wild.test, true",
        "https://10.0.0.7, true",
        "https://10.0.0.70, false",
        "https://localhost, true",
        "https://127.0.0.1:9, true",
        "https://[::1]:9, true",
        "https://elsewhere.test, false"
    })
    void noProxyExemptsHostsDomainsAndPorts(String url, boolean direct) {
        final ProxyRules rules = ProxyRules.of(Map.of(
                "HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", "api.example, other.test:8443,*.wild.test,10.0.0.7"));

        assertThat(rules.select(URI.create(url)).equals(List.of(Proxy.NO_PROXY)))
                .isEqualTo(direct);
    }

    @Test
    void starExemptsAll() {
        final ProxyRules rules = ProxyRules.of(Map.of("ALL_PROXY", "http://proxy:3128", "no_proxy", "*"));

        assertThat(rules.select(URI.create("https://api.example"))).containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void unreadableProxyIsNamedButItsPasswordIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyRules.of(Map.of("HTTPS_PROXY", "socks5://user:hidden-word@proxy:1")))
                .withMessageContaining("HTTPS_PROXY")
                .withMessageNotContaining("hidden-word");
    }

    private static String address(ProxyRules rules, String url) {
        final InetSocketAddress address =
                (InetSocketAddress) rules.select(URI.create(url)).get(0).address();
        return address.getHostString() + ":" + address.getPort();
    }
}
