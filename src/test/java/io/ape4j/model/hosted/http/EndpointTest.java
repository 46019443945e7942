package io.ape4j.model.hosted.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "https://API.Example:443/v1/, https://api.example/v1",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://host:80/a//, http://host/a",
        "https://user:word@host/v1?key=abc, https://host/v1"
    })
    void baseHoldsNeitherCredentialsNorQuery(String url, String base) {
        final Endpoint endpoint = Endpoint.parse(url, "X");

        assertThat(endpoint.base()).isEqualTo(base);
        assertThat(endpoint).hasToString(base);
    }

    @Test
    void secretsAreUserAndPasswordAndTheQuerysValues() {
        final Endpoint endpoint = Endpoint.parse("https://user:word@host/v1?key=a%20b&v=2", "X");

        assertThat(endpoint.secrets()).containsExactlyInAnyOrder("user:word", "user", "word", "a b", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host:8080", "ftp://host", "", "https://", "https://u:hidden-word@ho st/", "http://h/#x"})
    void refusalNamesTheSourceAndShowsNoUrl(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(url, "OPENAI_BASE_URL"))
                .withMessageStartingWith("OPENAI_BASE_URL is no base URL")
                .withMessageNotContaining("hidden-word")
                .withNoCause();
    }

    @Test
    void defaultPathIsForUrlsWithoutOne() {
        assertThat(Endpoint.parse("https://host", "X").withDefaultPath("/v1").base())
                .isEqualTo("https://host/v1");
        assertThat(Endpoint.parse("https://host/p", "X").withDefaultPath("/v1").base())
                .isEqualTo("https://host/p");
    }
}
