package io.ape4j.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

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
