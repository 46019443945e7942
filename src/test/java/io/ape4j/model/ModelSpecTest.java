package io.ape4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSpecTest {
    @ParameterizedTest
    @CsvSource({
        "embedded:qwen2.5-coder-1.5b, EMBEDDED, qwen2.5-coder-1.5b",
        "openai:gpt-4o-mini, OPENAI, gpt-4o-mini",
        "ollama:llama3.2:1b, OLLAMA, llama3.2:1b",
        "anthropic:claude-haiku-4-5, ANTHROPIC, claude-haiku-4-5",
        "gemini:gemini-2.5-flash, GEMINI, gemini-2.5-flash",
        "google:gemini-2.5-flash, GEMINI, gemini-2.5-flash",
        "MISTRAL:mistral-large-2512, MISTRAL, mistral-large-2512",
        "openai:org/model.gguf, OPENAI, org/model.gguf",
        "models/tiny.gguf, FILE, models/tiny.gguf",
        "embedded:/models/Tiny.GGUF, FILE, /models/Tiny.GGUF",
        "C:\\models\\tiny.gguf, FILE, C:\\models\\tiny.gguf"
    })
    void readsProviderAndName(String text, ModelSpec.Provider provider, String name) {
        assertThat(ModelSpec.parse(text)).isEqualTo(new ModelSpec(provider, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama:llama3.2:1b", "gemini:gemini-2.5-flash", "embedded:tiny", "/a/b c.gguf"})
    void isReadFromWhatItPrints(String text) {
        assertThat(ModelSpec.parse(text)).hasToString(text);
        assertThat(ModelSpec.parse(ModelSpec.parse(text).toString())).isEqualTo(ModelSpec.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "gpt-4o", "bard:x", "openai:", "openai: ", "openai:a b", "model.bin", "a\u001b[31m:x"})
    void refusalNamesWhatIsAllowed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelSpec.parse(text))
                .withMessageContaining(
                        "embedded:NAME, openai:NAME, ollama:NAME, anthropic:NAME, gemini:NAME, mistral:NAME")
                .withMessageContaining(".gguf")
                .withMessageNotContaining("\u001b");
    }

    @Test
    void fileHasItsPath() {
        assertThat(ModelSpec.parse("models/tiny.gguf").file()).contains(Path.of("models/tiny.gguf"));
        assertThat(ModelSpec.parse("openai:x").file()).isEmpty();
    }
}
