package io.ape4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptJsonTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatWasWrittenIsReadWithoutLoss(@ForAll("prompts") Prompt prompt) throws JsonProcessingException {
        final String text = PromptJson.write(prompt).toPrettyString();

        final Prompt read = PromptJson.read(JSON.readTree(text));

        assertThat(read).isEqualTo(prompt);
        assertThat(PromptJson.write(read).toPrettyString()).isEqualTo(text);
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void severalStagesKeepTheirOrder(@ForAll("prompts") Prompt first, @ForAll("prompts") Prompt second) {
        final Stage draft = new Stage(
                "draft",
                first.answering().template(),
                new TreeMap<>(first.answering().parts()),
                Set.of());
        final Prompt prompt = new Prompt(List.of(draft, second.answering()));

        assertThat(PromptJson.read(PromptJson.write(prompt))).isEqualTo(prompt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"ape4j-prompt/1\"",
                "{\"format\":\"ape4j-prompt/2\",\"stages\":[]}",
                "{\"format\":\"ape4j-prompt/1\"}",
                "{\"format\":\"ape4j-prompt/1\",\"stages\":[]}",
                "{\"format\":\"ape4j-prompt/1\",\"stages\":[{}]}",
                "{\"format\":\"ape4j-prompt/1\",\"stages\":[{\"template\":{\"messages\":[{\"role\":\"boss\",\"text\":\"\"}]}}]}",
            })
    void whatIsNoPromptIsRefused(String text) {
        assertThatThrownBy(() -> PromptJson.read(JSON.readTree(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    @Provide
    static Arbitrary<Prompt> prompts() {
        return Prompts.prompts();
    }
}
