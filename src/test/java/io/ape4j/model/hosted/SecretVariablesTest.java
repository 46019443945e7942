package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.hosted.http.SecretVariables;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretVariablesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/bin",
            "OPENAI_API_KEY", "sk-0123456789",
            "GOOGLE_API_KEY", "none",
            "WHAT_I_CALL_IT", "key: sk-0123456789",
            "MISTRAL_BASE_URL", "https://me:pw@host",
            "GEMINI_BASE_URL", "https://host/v1?key=x",
            "OLLAMA_HOST", "127.0.0.1",
            "https_proxy", "http://me:pw@proxy:3128",
            "HTTP_PROXY", "http://proxy:3128",
            "MY_NONE", "none");

    @Test
    void aProgramGetsNeitherKeysUnderAnyNameNorAddressesWithSecrets() {
        final Map<String, String> environment = new TreeMap<>(ENVIRONMENT);

        SecretVariables.remove(environment, List.of());

        assertThat(environment).containsOnlyKeys("PATH", "OLLAMA_HOST", "HTTP_PROXY", "MY_NONE");
    }

    @ParameterizedTest
    @EnumSource
    void everyVariableThatAProviderReadsItsKeyFromIsTakenOut(HostedProvider provider) {
        final Map<String, String> environment = new TreeMap<>();
        for (final String name : provider.keyNames().split(" or ", -1)) {
            environment.put(name, "none");
        }

        SecretVariables.remove(environment, List.of());

        assertThat(environment).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyAddressWithAPasswordIsTakenOut(HostedProvider provider) {
        final Map<String, String> environment = new TreeMap<>();
        for (final String name : provider.urlNames().split(" or ", -1)) {
            environment.put(name, "http://me:pw@host/v1");
        }

        SecretVariables.remove(environment, List.of());

        assertThat(environment).isEmpty();
    }

    @Test
    void whatIsAskedForIsHandedOn() {
        final Map<String, String> environment = new TreeMap<>(ENVIRONMENT);

        SecretVariables.remove(environment, List.of("OPENAI_API_KEY", "https_proxy"));

        assertThat(environment)
                .containsOnlyKeys("PATH", "OLLAMA_HOST", "HTTP_PROXY", "MY_NONE", "OPENAI_API_KEY", "https_proxy");
    }

    @Test
    void aProgramThatNeedsTheNetworkKeepsItsProxies() {
        final Map<String, String> environment = new TreeMap<>(ENVIRONMENT);

        SecretVariables.removeKeys(environment);

        assertThat(environment)
                .containsKeys("PATH", "https_proxy", "HTTP_PROXY")
                .doesNotContainKeys("OPENAI_API_KEY", "GOOGLE_API_KEY", "WHAT_I_CALL_IT");
    }
}
