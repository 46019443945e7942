package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.Prompts;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported for LangChain4j reaches a model through a real AI service as {@link Prompt} renders it. */
class LangChain4jExportTest {
    private static final Map<String, String> VALUES = Map.of("text", " {{tone}} $1 \\ Hi! ", "tone", "warm\n");

    @ParameterizedTest
    @EnumSource
    void anAiServiceSendsWhatThePromptRenders(Layout layout) {
        final Prompt prompt = readable(Exporting.full(layout, DemonstrationsAs.TEXT));

        assertThat(sent(prompt, VALUES)).isEqualTo(prompt.answering().render(VALUES, Map.of()));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anyPromptIsSentToTheByteOrRefused(
            @ForAll("prompts") Prompt any, @ForAll("values") Map<String, String> values) {
        final Prompt prompt = readable(any);
        final List<Message> sent;
        try {
            sent = sent(prompt, values);
        } catch (ExportRefused e) {
            return;
        }

        assertThat(sent).isEqualTo(prompt.answering().render(values, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Keep {{x}}.", "Close }} it.", "Open {{ it."})
    void literalDoubleBracesAreRefused(String instruction) {
        assertThatThrownBy(() -> files(Exporting.bare(instruction), Exporting.FIELDS))
                .isInstanceOf(ExportRefused.class)
                .hasMessageContaining("json");
    }

    @Test
    void aBlankMessageIsRefusedBecauseLangChain4jWouldFailToLoadIt() {
        final Prompt prompt = Prompt.ofInstruction(
                PromptTemplate.standard(Exporting.FIELDS, Layout.SYSTEM_USER, DemonstrationsAs.TEXT), "\u0001");

        assertThatThrownBy(() -> files(prompt, Exporting.FIELDS))
                .isInstanceOf(ExportRefused.class)
                .hasMessageContaining("blank");
    }

    @Test
    void turnsAreRefused() {
        assertThatThrownBy(() -> files(Exporting.full(Layout.USER, DemonstrationsAs.TURNS), Exporting.FIELDS))
                .isInstanceOf(ExportRefused.class)
                .hasMessageContaining("demonstrations as text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"current_date", "current_time", "current_date_time"})
    void aFieldThatLangChain4jFillsWithThePresentTimeIsRefused(String field) {
        final List<String> fields = List.of(field);
        final Prompt prompt = Prompt.ofInstruction(
                PromptTemplate.standard(fields, Layout.USER, DemonstrationsAs.TEXT), "Write it as a date.");

        assertThatThrownBy(() -> files(prompt, fields))
                .isInstanceOf(ExportRefused.class)
                .hasMessageContaining(field);
    }

    private static List<Message> sent(Prompt prompt, Map<String, String> values) {
        return AiServiceLoader.messages(files(prompt, Exporting.FIELDS), values);
    }

    private static Map<String, String> files(Prompt prompt, List<String> fields) {
        return Exports.named("langchain4j").files(prompt, fields, Exporting.PROVENANCE);
    }

    /** Before Java 18, LangChain4j reads resources in the platform's encoding; only UTF-8 is what was written. */
    private static Prompt readable(Prompt prompt) {
        return Charset.defaultCharset().equals(StandardCharsets.UTF_8) ? prompt : Exporting.bare("Rewrite it.");
    }

    @Provide
    static Arbitrary<Prompt> prompts() {
        return Prompts.prompts();
    }

    @Provide
    static Arbitrary<Map<String, String>> values() {
        return Prompts.values();
    }
}
