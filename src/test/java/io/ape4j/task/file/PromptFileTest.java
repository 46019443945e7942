package io.ape4j.task.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.prompt.Demonstration;
import io.ape4j.prompt.DemonstrationsPart;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.TextPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFileTest {
    private static final List<String> FIELDS = List.of("text", "tone");
    private static final Map<String, String> VALUES = Map.of("text", "{{tone}} Hi!", "tone", "warm");

    @TempDir
    private Path folder;

    @Test
    void textWithoutSlotsIsAnInstructionInTheTasksTemplate() throws IOException {
        final PromptFile read = read("Rewrite it.\nKeep \\{{name}}.\n");

        assertThat(read.prompt().instruction()).isEqualTo("Rewrite it.\nKeep {{name}}.");
        assertThat(render(read.prompt()))
                .isEqualTo("Rewrite it.\nKeep {{name}}.\n\nText: {{tone}} Hi!\nTone: warm\nOutput:");
    }

    @Test
    void paragraphsBeforeTheFirstFieldAreTheInstruction() throws IOException {
        final PromptFile read = read("Rewrite it.\n\nBe short.\n\nHere it is:\n{{text}} ({{tone}})\n\nAnswer:");

        assertThat(read.prompt().instruction()).isEqualTo("Rewrite it.\n\nBe short.");
        assertThat(render(read.prompt().with(Part.INSTRUCTION, new TextPart("Polish it."))))
                .isEqualTo("Polish it.\n\nHere it is:\n{{tone}} Hi! (warm)\n\nAnswer:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rewrite it.\n\nHere it is:\n{{text}} ({{tone}})\n\nAnswer:",
                "Rewrite it.\nText: {{text}}\nTone: {{tone}}",
                "{{text}}\n{{tone}}\nRewrite the above.",
                "Rewrite {{text}} in a {{tone}} tone.",
                "Rewrite.\n\n\n\n   {{text}}\n\t{{tone}}!",
                "Braces \\{{ stay }}.\n\n{{ text }}{{tone}}.",
            })
    void writtenPromptRendersAsItWasWritten(String written) throws IOException {
        final String expected = written.replace("\\{{", "\u0001")
                .replaceAll("\\{\\{ ?tone ?}}", "warm")
                .replaceAll("\\{\\{ ?text ?}}", "{{tone}} Hi!")
                .replace("\u0001", "{{");

        assertThat(render(read(written).prompt())).isEqualTo(expected);
    }

    @Test
    void otherPartsFindTheirPlace() throws IOException {
        final Prompt prompt = read("Rewrite it.\n\nText: {{text}}\nTone: {{tone}}\nRewritten:")
                .prompt();

        final Prompt full = prompt.with(Part.OUTPUT_FORMAT, new TextPart("One line."))
                .with(Part.TRIGGER, new TextPart("Sure:"))
                .with(
                        Part.DEMONSTRATIONS,
                        new DemonstrationsPart(List.of(
                                new Demonstration(Map.of("text", "Yo", "tone", "cold"), "Good day.", null, "user"))));

        assertThat(render(full)).isEqualTo("""
                        Rewrite it.

                        One line.

                        Text: Yo
                        Tone: cold
                        Rewritten: Good day.

                        Text: {{tone}} Hi!
                        Tone: warm
                        Rewritten: Sure:""");
    }

    @Test
    void missingFieldsAreAddedAndNoted() throws IOException {
        final PromptFile read = read("Rewrite it.\n\nText: {{text}}\nRewritten:");

        assertThat(render(read.prompt())).isEqualTo("Rewrite it.\n\nText: {{tone}} Hi!\nTone: warm\nRewritten:");
        assertThat(read.notes())
                .containsExactly(
                        "The prompt has no slot for the field \"tone\"; the line \"Tone: {{tone}}\" was added.");
    }

    @Test
    void systemSectionWithoutSlotsIsTheInstruction() throws IOException {
        final PromptFile read = read("---system---\nRewrite it.\n---user---\n{{text}}\n{{tone}}\n");

        assertThat(read.prompt().instruction()).isEqualTo("Rewrite it.");
        assertThat(read.prompt().answering().render(VALUES, Map.of()))
                .containsExactly(Message.system("Rewrite it."), Message.user("{{tone}} Hi!\nwarm"));
    }

    @Test
    void sectionsMarkPartsByHand() throws IOException {
        final PromptFile read = read("""
                ---system---
                You are an editor. {{instruction}}
                ---user---
                {{text}} {{tone}}
                {{outputFormat}}
                ---instruction---
                Rewrite it.
                ---outputFormat---
                One line.
                """);

        assertThat(read.marked()).containsExactlyInAnyOrder("instruction", "outputFormat");
        assertThat(read.prompt().instruction()).isEqualTo("Rewrite it.");
        assertThat(read.prompt().answering().render(VALUES, Map.of()))
                .containsExactly(
                        Message.system("You are an editor. Rewrite it."), Message.user("{{tone}} Hi! warm\nOne line."));
    }

    private PromptFile read(String text) throws IOException {
        final PromptTemplate standard = PromptTemplate.standard(FIELDS, Layout.USER, DemonstrationsAs.TEXT);
        return PromptFile.read(Files.writeString(folder.resolve("prompt.txt"), text), FIELDS, standard);
    }

    private static String render(Prompt prompt) {
        final List<Message> messages = prompt.answering().render(VALUES, Map.of());
        assertThat(messages).hasSize(1);
        return messages.get(0).text();
    }
}
