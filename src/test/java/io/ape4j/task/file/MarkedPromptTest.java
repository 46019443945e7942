package io.ape4j.task.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.prompt.Message;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.prompt.TextPart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkedPromptTest {
    private static final List<String> FIELDS = List.of("text", "tone");
    private static final Map<String, String> VALUES = Map.of("text", "{{tone}} Hi!", "tone", "warm");

    @Test
    void aMarkedPieceIsTheInstructionAndTheRestStays() {
        final PromptFile read =
                read("You edit.  {{#instruction}}Rewrite it.{{/instruction}} \n\n {{text}} ({{tone}})\t!");

        assertThat(read.prompt().instruction()).isEqualTo("Rewrite it.");
        assertThat(read.marked()).containsExactly(Part.INSTRUCTION);
        assertThat(read.notes()).isEmpty();
        assertThat(read.prompt().answering().frozen())
                .containsExactly(Part.DEMONSTRATIONS, Part.OUTPUT_FORMAT, Part.TRIGGER);
        assertThat(render(read.prompt())).isEqualTo("You edit.  Rewrite it. \n\n {{tone}} Hi! (warm)\t!");
        assertThat(render(read.prompt().with(Part.INSTRUCTION, new TextPart("Polish it."))))
                .isEqualTo("You edit.  Polish it. \n\n {{tone}} Hi! (warm)\t!");
    }

    @Test
    void anEmptyMarkedPartTakesNoWhiteSpaceAlong() {
        final Prompt prompt =
                read("A  {{#trigger}}Sure:{{/trigger}}  {{text}} {{tone}}\n{{#outputFormat}}{{/outputFormat}}\n.")
                        .prompt();

        assertThat(render(prompt)).isEqualTo("A  Sure:  {{tone}} Hi! warm\n\n.");
        assertThat(render(prompt.with(Part.TRIGGER, TextPart.EMPTY))).isEqualTo("A    {{tone}} Hi! warm\n\n.");
    }

    @Test
    void whiteSpaceInsideTheMarksIsOfThePart() {
        assertThat(read("x {{# instruction }} a\n {{ /instruction}} {{text}}{{tone}}")
                        .prompt()
                        .instruction())
                .isEqualTo(" a\n ");
    }

    @Test
    void severalPiecesAreSeveralParts() {
        final PromptFile read = read("""
                ---system---
                Be {{#instruction}}kind{{/instruction}}. \\{{#instruction}} is no mark.
                ---user---
                {{text}} {{tone}} {{#outputFormat}}One \\{{line}}.{{/outputFormat}} End.
                """);

        assertThat(read.marked()).containsExactlyInAnyOrder(Part.INSTRUCTION, Part.OUTPUT_FORMAT);
        assertThat(read.prompt().answering().text(Part.OUTPUT_FORMAT)).isEqualTo("One {{line}}.");
        assertThat(read.prompt().answering().render(VALUES, Map.of()))
                .containsExactly(
                        Message.system("Be kind. {{#instruction}} is no mark."),
                        Message.user("{{tone}} Hi! warm One {{line}}. End."));
    }

    @Test
    void aPieceMayBeMarkedBesideASection() {
        final PromptFile read = read("""
                ---user---
                Do {{#instruction}}it{{/instruction}}. {{outputFormat}} {{text}} {{tone}}
                ---outputFormat---
                One line.
                """);

        assertThat(read.marked()).containsExactlyInAnyOrder(Part.INSTRUCTION, Part.OUTPUT_FORMAT);
        assertThat(render(read.prompt())).isEqualTo("Do it. One line. {{tone}} Hi! warm");
    }

    @Test
    void anInstructionWithoutFieldsStandsInTheTasksTemplate() {
        final Prompt prompt =
                read("Never name prices. {{#instruction}}Rewrite it.{{/instruction}} Cost: $1. {{#trigger}}Go.{{/trigger}}"
                                + " {{#outputFormat}}One line.{{/outputFormat}}")
                        .prompt();

        assertThat(render(prompt))
                .isEqualTo(
                        "Never name prices. Rewrite it. Cost: $1. Go. One line.\n\nText: {{tone}} Hi!\nTone: warm\nOutput:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a {{#instruction}}b {{text}}{{tone}} | 1:3 | {{#instruction}} is never closed; write {{/instruction}}
                    a⏎b {{/trigger}} {{text}}{{tone}} | 2:3 | {{/trigger}} closes nothing; write {{#trigger}}
                    {{#instruction}}a{{#trigger}}b{{/trigger}}{{/instruction}}{{text}}{{tone}} | 1:18 | stands inside {{#instruction}}
                    {{#instruction}}a{{/trigger}}{{text}}{{tone}} | 1:18 | {{/trigger}} stands inside {{#instruction}}
                    {{#trigger}}a{{/trigger}} {{#trigger}}b{{/trigger}}{{text}}{{tone}} | 1:27 | a second {{#trigger}}
                    {{#instruction}}a {{text}}{{/instruction}}{{tone}} | 1:19 | the slot {{text}} stands inside {{#instruction}}
                    {{#demonstrations}}a{{/demonstrations}}{{text}}{{tone}} | 1:1 | marks no text
                    {{#Instruktion}}a{{/instruction}}{{text}}{{tone}} | 1:1 | did you mean {{#instruction}}?
                    a {{#instruction}}b{{/instruction}} {{text}} | 1:1 | no slot for the field "tone"
                    {{#outputFormat}}a{{/outputFormat}}{{outputFormat}}{{text}}{{tone}} | 1:1 | says as well
                    {{text}}{{tone}}{{trigger}}⏎---trigger---⏎a {{#instruction}}b{{/instruction}} | 3:3 | stands inside ---trigger---
                    """)
    void wrongMarksAreRefusedByPlace(String text, String place, String message) {
        assertThatThrownBy(() -> read(text.strip().replace("⏎", "\n")))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("prompt.txt:" + place.strip() + ": ")
                .hasMessageContaining(message.strip());
    }

    @Test
    void otherWordsInSuchBracesAreNoMarks() {
        final PromptFile read = read("{{#each items}} {{#users}} Say it. {{/users}}\n\n{{text}} {{tone}}");

        assertThat(read.marked()).isEmpty();
        assertThat(read.prompt().instruction()).isEqualTo("{{#each items}} {{#users}} Say it. {{/users}}");
    }

    private static PromptFile read(String text) {
        return PromptFile.parse(text, FIELDS, PromptTemplate.standard(FIELDS, Layout.USER, DemonstrationsAs.TEXT));
    }

    private static String render(Prompt prompt) {
        final List<Message> messages = prompt.answering().render(VALUES, Map.of());
        assertThat(messages).hasSize(1);
        return messages.get(0).text();
    }
}
