package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.Golden;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.format.Provenance;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptJson;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.Prompts;
import io.ape4j.prompt.Stage;
import io.ape4j.task.file.PromptFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsTest {
    @Test
    void aBareInstruction() {
        Golden.check(
                ExportsTest.class, "bare.txt", Exporting.everything(Exporting.bare("Rewrite the text in the tone.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../prompt.txt", "a/prompt.txt", ".hidden", ""})
    void aFormatThatWritesElsewhereIsRefused(final String name) {
        final ExportFormat elsewhere = new ExportFormat() {
            @Override
            public String id() {
                return "elsewhere";
            }

            @Override
            public Map<String, String> files(final Winner winner) {
                return Map.of(name, "");
            }

            @Override
            public boolean isIn(final String file, final String text) {
                return false;
            }

            @Override
            public PromptFile read(
                    final Map<String, String> files, final List<String> fields, final PromptTemplate template) {
                throw new IllegalArgumentException("nothing is written");
            }
        };

        assertThatThrownBy(() -> Exports.files(elsewhere, Exporting.winner(Exporting.bare("Rewrite it."))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no plain name");
    }

    @Test
    void aTinyPValueIsNotZero() {
        final Provenance known = Exporting.PROVENANCE;
        final Provenance sure = new Provenance(
                known.task(),
                known.seed(),
                known.loopVersion(),
                known.models(),
                known.promptHash(),
                known.select(),
                new Provenance.Confirmed("better", 0.95, 0.475, 40, 0.33, 0.63, 0.000004));

        assertThat(Exports.named("md")
                        .files(Exporting.bare("Rewrite it."), Exporting.FIELDS, sure)
                        .values())
                .allMatch(page -> page.contains("(95 %), p below 0.0001\n"));
    }

    @Test
    void provenanceIsReadAsItWasWritten() {
        final Provenance known = Exporting.PROVENANCE;
        final Provenance unconfirmed = new Provenance(
                known.task(),
                known.seed(),
                known.loopVersion(),
                known.models(),
                known.promptHash(),
                known.select(),
                null);

        assertThat(Provenance.read(known.toJson())).isEqualTo(known);
        assertThat(Provenance.read(unconfirmed.toJson())).isEqualTo(unconfirmed);
    }

    @Test
    void everyPartInOneUserMessage() {
        Golden.check(
                ExportsTest.class,
                "user.txt",
                Exporting.everything(Exporting.full(Layout.USER, DemonstrationsAs.TEXT)));
    }

    @Test
    void everyPartInSystemAndUserMessage() {
        Golden.check(
                ExportsTest.class,
                "system-user.txt",
                Exporting.everything(Exporting.full(Layout.SYSTEM_USER, DemonstrationsAs.TEXT)));
    }

    @Test
    void demonstrationsAsTurns() {
        Golden.check(
                ExportsTest.class,
                "turns.txt",
                Exporting.everything(Exporting.full(Layout.SYSTEM_USER, DemonstrationsAs.TURNS)));
    }

    @Test
    void literalDoubleBraces() {
        Golden.check(
                ExportsTest.class, "braces.txt", Exporting.everything(Exporting.bare("Keep {{tone}} and }} and ```.")));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void jsonHoldsThePromptWithoutLoss(@ForAll("prompts") Prompt prompt) throws JsonProcessingException {
        final String text = Exports.named("json")
                .files(prompt, Exporting.FIELDS, Exporting.PROVENANCE)
                .get("prompt.json");

        final JsonNode json = new JsonMapper().readTree(text);

        assertThat(PromptJson.read(json)).isEqualTo(prompt);
        assertThat(json.at("/provenance/verdict").asText()).isEqualTo("better");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \uE000 b", "\uE000x\uE000", "\uE0000\uE000", "\uE000\uE000"})
    void theCharacterThatStandsForFieldsIsRefusedHoweverOftenItStandsThere(String instruction) {
        for (final String id : Exports.ids().stream()
                .filter(id -> !List.of("json", "dspy").contains(id))
                .toList()) {
            assertThatThrownBy(() -> Exports.named(id)
                            .files(Exporting.bare(instruction), Exporting.FIELDS, Exporting.PROVENANCE))
                    .as(id)
                    .isInstanceOf(ExportRefused.class)
                    .hasMessageContaining("U+E000");
        }
    }

    @Test
    void severalStagesAreRefusedByAllButJson() {
        final Stage main = Exporting.bare("Improve.").answering();
        final Stage draft = new Stage("draft", main.template(), new TreeMap<>(main.parts()), main.frozen());
        final Prompt prompt = new Prompt(List.of(draft, main));

        final String everything = Exporting.everything(prompt);

        assertThat(everything).contains("=== json: prompt.json");
        for (final String id : Exports.ids()) {
            assertThat(everything.contains("=== " + id + " refuses")).as(id).isEqualTo(!id.equals("json"));
        }
    }

    @Test
    void anUnknownFormatIsRefusedNamingAll() {
        assertThatThrownBy(() -> Exports.named("docx"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"docx\"")
                .hasMessageContaining(
                        "txt, md, json, langchain4j, spring-ai, dotprompt, github, promptfoo, dspy, openai,"
                                + " semantic-kernel");
    }

    @Test
    void anUnconfirmedPromptSaysSo() {
        final Provenance provenance =
                new Provenance("tone", 7, 1, Map.of(), "0".repeat(64), new Provenance.Measured(0.5, 4), null);

        assertThat(Exports.named("md")
                        .files(Exporting.bare("Do it."), Exporting.FIELDS, provenance)
                        .get("prompt.md"))
                .contains("- verdict: unconfirmed, the test examples were not read");
    }

    @Test
    void namesOnAPageAreTextAndNoMarkup() {
        final String hostile = "<img src=x onerror=alert(1)>[a](javascript:b)`\n# c\u001b[2J";
        final Provenance provenance = new Provenance(
                hostile, 7, 1, Map.of("executor", hostile), "0".repeat(64), new Provenance.Measured(0.5, 4), null);

        final String page = Exports.named("md")
                .files(Exporting.bare("Do it."), Exporting.FIELDS, provenance)
                .getOrDefault("prompt.md", "");

        final String inert = "\\<img src=x onerror=alert(1)\\>\\[a\\](javascript:b)\\`\\\\u000a# c\\\\u001b\\[2J";
        assertThat(page).contains("# Prompt for " + inert + "\n").contains("- executor: " + inert + "\n");
    }

    @Provide
    static Arbitrary<Prompt> prompts() {
        return Prompts.prompts();
    }
}
