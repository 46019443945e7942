package io.ape4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StageTest {
    private static final List<String> FIELDS = List.of("text");
    private static final Map<String, String> INPUT = Map.of("text", "Hi {{instruction}}");
    private static final DemonstrationsPart TWO = new DemonstrationsPart(List.of(
            new Demonstration(Map.of("text", "a {{text}}"), "A", null, "user"),
            new Demonstration(Map.of("text", "b"), "B", "b is small.", "e1")));

    @Test
    void oneUserMessageHoldsEverythingInOrder() {
        final Prompt prompt = full(Layout.USER, DemonstrationsAs.TEXT);

        assertThat(render(prompt)).containsExactly(Message.user("""
                        Shout.

                        One word.

                        Input: a {{text}}
                        Output: A

                        Input: b
                        Output: b is small. B

                        Input: Hi {{instruction}}
                        Output: Well,"""));
    }

    @Test
    void systemMessageHoldsInstructionAndFormat() {
        assertThat(render(full(Layout.SYSTEM_USER, DemonstrationsAs.TEXT)))
                .containsExactly(
                        Message.system("Shout.\n\nOne word."),
                        Message.user("Input: a {{text}}\nOutput: A\n\nInput: b\nOutput: b is small. B\n\n"
                                + "Input: Hi {{instruction}}\nOutput: Well,"));
    }

    @Test
    void demonstrationsAsTurnsComeBeforeTheLastUserMessage() {
        assertThat(render(full(Layout.SYSTEM_USER, DemonstrationsAs.TURNS)))
                .containsExactly(
                        Message.system("Shout.\n\nOne word."),
                        Message.user("Input: a {{text}}"),
                        Message.assistant("A"),
                        Message.user("Input: b"),
                        Message.assistant("b is small. B"),
                        Message.user("Input: Hi {{instruction}}\nOutput: Well,"));
    }

    @Test
    void emptyPartsLeaveNoHoleAndNoEmptySystemMessage() {
        final Prompt bare =
                Prompt.ofInstruction(PromptTemplate.standard(FIELDS, Layout.USER, DemonstrationsAs.TEXT), "Shout.");
        final Prompt empty =
                Prompt.ofInstruction(PromptTemplate.standard(FIELDS, Layout.SYSTEM_USER, DemonstrationsAs.TEXT), "");

        assertThat(render(bare)).containsExactly(Message.user("Shout.\n\nInput: Hi {{instruction}}\nOutput:"));
        assertThat(render(empty)).containsExactly(Message.user("Input: Hi {{instruction}}\nOutput:"));
    }

    @Test
    void blankInputIsStillSent() {
        final Prompt prompt = Prompt.ofInstruction(
                PromptTemplate.standard(FIELDS, Layout.SYSTEM_USER, DemonstrationsAs.TEXT), "Shout.");

        assertThat(prompt.answering().render(Map.of("text", " "), Map.of()))
                .containsExactly(Message.system("Shout."), Message.user("Input:  \nOutput:"));
    }

    @Test
    void severalFieldsAreLabelledByTheirNames() {
        final PromptTemplate template =
                PromptTemplate.standard(List.of("premise", "hypothesis"), Layout.USER, DemonstrationsAs.TEXT);

        final List<Message> messages = Prompt.ofInstruction(template, "Compare.")
                .answering()
                .render(Map.of("premise", "p", "hypothesis", "h"), Map.of());

        assertThat(messages).containsExactly(Message.user("Compare.\n\nPremise: p\nHypothesis: h\nOutput:"));
    }

    @Test
    void anEarlierStagesAnswerFillsItsSlot() {
        final PromptTemplate template = new PromptTemplate(
                List.of(new PromptTemplate.TemplateMessage(
                        Role.USER, TemplateText.parse("{{instruction}} {{text}} {{stage.draft}}"))),
                TemplateText.parse("{{text}}"),
                TemplateText.parse("{{output}}"),
                DemonstrationsAs.TEXT);

        final List<Message> messages = Prompt.ofInstruction(template, "Improve.")
                .answering()
                .render(Map.of("text", "t"), Map.of("draft", "{{text}}"));

        assertThat(messages).containsExactly(Message.user("Improve. t {{text}}"));
    }

    @Test
    void aSlotThatNothingFillsIsNamed() {
        final Stage stage = full(Layout.USER, DemonstrationsAs.TEXT).answering();

        assertThatThrownBy(() -> stage.render(Map.of("other", "x"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{{text}}")
                .hasMessageContaining("other");
    }

    @Test
    void blankPartsAreAbsentSoThatEqualPromptsAreEqual() {
        final Prompt prompt = full(Layout.USER, DemonstrationsAs.TEXT);

        assertThat(prompt.with(Part.TRIGGER, new TextPart(" \n")))
                .isEqualTo(prompt.with(Part.TRIGGER, TextPart.EMPTY))
                .isEqualTo(prompt.with(Part.TRIGGER, DemonstrationsPart.EMPTY));
    }

    private static Prompt full(Layout layout, DemonstrationsAs as) {
        final Stage stage = Prompt.ofInstruction(PromptTemplate.standard(FIELDS, layout, as), "Shout.")
                .answering()
                .withFrozen(Set.of(Part.TRIGGER))
                .with(Part.OUTPUT_FORMAT, new TextPart("One word."))
                .with(Part.DEMONSTRATIONS, TWO)
                .with(Part.TRIGGER, new TextPart("Well,"));
        return new Prompt(List.of(stage));
    }

    private static List<Message> render(Prompt prompt) {
        return prompt.answering().render(INPUT, Map.of());
    }
}
