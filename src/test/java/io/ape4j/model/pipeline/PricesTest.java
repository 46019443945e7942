package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelSpec;
import io.ape4j.model.Usage;
import io.ape4j.task.file.InvalidFileException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {
    private final Prices prices = Prices.listed();

    @Test
    void listedModelHasItsPriceAndWhereItIsFrom() {
        final ModelIdentity model = model("openai", "https://api.openai.com/v1", "gpt-4o-mini");

        assertThat(prices.of(model)).contains(new Price(new BigDecimal("0.15"), new BigDecimal("0.6")));
        assertThat(prices.sourceOf(model))
                .hasValueSatisfying(source -> assertThat(source).matches("https://\\S+, \\d{4}-\\d{2}-\\d{2}"));
    }

    @Test
    void costIsExact() {
        final Price price = prices.of(model("openai", "https://api.openai.com/v1", "gpt-4o-mini"))
                .orElseThrow();

        assertThat(price.cost(new Usage(1_234_567, 89, true))).isEqualByComparingTo("0.18523845");
    }

    @ParameterizedTest
    @CsvSource({
        "embedded, '', tiny",
        "ollama, http://gpu.example:11434, llama3",
        "openai, http://127.0.0.1:8080/v1, gpt-4o",
        "openai, http://localhost:8000/v1, qwen"
    })
    void localModelsAreFree(String provider, String endpoint, String name) {
        assertThat(prices.of(model(provider, endpoint, name))).contains(Price.FREE);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, https://api.openai.com/v1, gpt-99",
        "openai, https://proxy.example/v1, gpt-4o",
        "openai, https://api.openai.com.evil.test/v1, gpt-4o",
        "mistral, https://api.mistral.ai/v1, mistral-small-latest",
        "langchain4j, '', gpt-4o"
    })
    void unknownPriceStaysUnknown(String provider, String endpoint, String name) {
        assertThat(prices.of(model(provider, endpoint, name))).isEmpty();
    }

    @Test
    void priceThatTheUserGivesGoesFirstWhereverTheModelIs() {
        final Price own = new Price(new BigDecimal("1"), new BigDecimal("2"));

        final Prices changed = prices.with(ModelSpec.parse("openai:gpt-4o"), own);

        assertThat(changed.of(model("openai", "https://proxy.example/v1", "gpt-4o")))
                .contains(own);
        assertThat(changed.sourceOf(model("openai", "https://proxy.example/v1", "gpt-4o")))
                .isEmpty();
    }

    @Test
    void usersFileGoesBeforeTheList(@TempDir Path folder) throws Exception {
        final Path file = Files.writeString(
                folder.resolve("mine.yaml"),
                "models:\n  - {model: 'google:gemini-x', inputPerMillion: 0.5, outputPerMillion: 1}\n");

        assertThat(prices.with(file).of(model("gemini", "https://any.example", "gemini-x")))
                .contains(new Price(new BigDecimal("0.5"), new BigDecimal("1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models: 3",
                "- x",
                "models: [{model: 'openai:x', inputPerMillion: 1}]",
                "models: [{model: 'x', inputPerMillion: 1, outputPerMillion: 1}]",
                "models: [{model: 'openai:x', inputPerMillion: -1, outputPerMillion: 1}]",
                "models: [{model: 'openai:x', inputPerMillion: 1, outputPerMillion: 1},"
                        + " {model: 'openai:x', inputPerMillion: 2, outputPerMillion: 1}]",
                "models: ["
            })
    void usersFileThatIsWrongIsRefused(String yaml, @TempDir Path folder) throws Exception {
        final Path file = Files.writeString(folder.resolve("mine.yaml"), yaml);

        assertThatExceptionOfType(InvalidFileException.class)
                .isThrownBy(() -> prices.with(file))
                .withMessageContaining("mine.yaml:1:");
    }

    private static ModelIdentity model(String provider, String endpoint, String name) {
        return new ModelIdentity(provider, endpoint, name, Map.of(), true);
    }
}
