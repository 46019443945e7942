package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.Prompts;
import io.ape4j.prompt.Role;
import io.ape4j.prompt.TemplateText;
import io.ape4j.prompt.TextPart;
import io.ape4j.task.file.PromptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported as text is read back by {@link PromptFile} as a prompt that renders the same messages. */
class TextExportTest {
    private static final Map<String, String> VALUES = Map.of("text", " {{tone}} Hi! ", "tone", "warm\n");

    @TempDir
    private Path folder;

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void anyPromptIsReadBackToTheByteOrRefused(
            @ForAll("prompts") Prompt prompt, @ForAll("values") Map<String, String> values) {
        final String exported;
        try {
            exported = text(prompt);
        } catch (ExportRefused e) {
            return;
        }

        final Prompt read = PromptFile.parse(
                        exported, Exporting.FIELDS, prompt.answering().template())
                .prompt();

        assertThat(read.answering().render(values, Map.of()))
                .isEqualTo(prompt.answering().render(values, Map.of()));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatPeopleAndModelsWriteIsNotRefused(@ForAll("tame") String instruction) {
        assertThat(text(Exporting.bare(instruction))).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER", "SYSTEM_USER"})
    void aFileIsReadBackByTheReader(String layout) throws IOException {
        final Prompt prompt = Exporting.full(Layout.valueOf(layout), DemonstrationsAs.TEXT);
        final Path file = Files.writeString(folder.resolve("prompt.txt"), text(prompt));

        final PromptFile read =
                PromptFile.read(file, Exporting.FIELDS, prompt.answering().template());

        assertThat(read.notes()).isEmpty();
        assertThat(read.prompt().answering().render(VALUES, Map.of()))
                .isEqualTo(prompt.answering().render(VALUES, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Do it.\n---user---\nNot this.",
                "Do it.\n---instruction---\nNot this.",
                "Do it.\n--- user ---\nNot this.",
                "Do it.\n---sytem---\nNot this.",
                " Do it.",
                "Do it.\r\nNow.",
                "Do it.\0",
                "Half a \uD83D",
            })
    void anInstructionThatWouldBeReadOtherwiseIsRefused(String instruction) {
        assertThatThrownBy(() -> text(Exporting.bare(instruction))).isInstanceOf(ExportRefused.class);
    }

    @Test
    void aBackslashBeforeASlotTookTheSlotAway() {
        final Prompt prompt = Prompt.ofInstruction(template("{{instruction}}{{text}} {{tone}}"), "In C:\\");

        assertThatThrownBy(() -> text(prompt)).isInstanceOf(ExportRefused.class).hasMessageContaining("backslash");
    }

    @Test
    void turnsWereWrittenInSectionsThatNobodyReads() {
        final Prompt prompt = Exporting.full(Layout.USER, DemonstrationsAs.TURNS);

        assertThatThrownBy(() -> text(prompt)).isInstanceOf(ExportRefused.class).hasMessageContaining("json");
    }

    @Test
    void aFieldThatThePromptDoesNotShowWouldBeAddedByTheReader() {
        final Prompt prompt = Prompt.ofInstruction(template("{{instruction}} {{text}}"), "Shout.");

        assertThatThrownBy(() -> text(prompt)).isInstanceOf(ExportRefused.class);
    }

    @Test
    void aTrailingSpaceInATriggerIsRefused() {
        final Prompt prompt = Exporting.bare("Do it.").with(Part.TRIGGER, new TextPart("Well, "));

        assertThatThrownBy(() -> text(prompt)).isInstanceOf(ExportRefused.class);
    }

    private static PromptTemplate template(String user) {
        return new PromptTemplate(
                List.of(new PromptTemplate.TemplateMessage(Role.USER, TemplateText.parse(user))),
                TemplateText.parse("{{text}}"),
                TemplateText.parse("{{output}}"),
                DemonstrationsAs.TEXT);
    }

    private static String text(Prompt prompt) {
        return Exports.named("txt")
                .files(prompt, Exporting.FIELDS, Exporting.PROVENANCE)
                .getOrDefault("prompt.txt", "");
    }

    @Provide
    static Arbitrary<Prompt> prompts() {
        return Prompts.prompts();
    }

    @Provide
    static Arbitrary<Map<String, String>> values() {
        return Prompts.values();
    }

    @Provide
    static Arbitrary<String> tame() {
        return Prompts.tameTexts();
    }
}
