package io.ape4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTextTest {
    private static final Set<String> VANISHING = Set.of("a", "b");

    @Property(tries = 400)
    void anEscapedTextHasNoSlotAndRendersAsItWas(@ForAll("texts") String text) {
        final TemplateText literal = TemplateText.literal(text);

        assertThat(literal.slots()).isEmpty();
        assertThat(literal.render(slot -> "!", slot -> true)).isEqualTo(text);
    }

    @Property(tries = 400)
    void whatFillsASlotIsNeverReadForSlotsAgain(@ForAll("texts") String first, @ForAll("texts") String second) {
        final TemplateText template = TemplateText.parse("[{{x}}|{{y}}|{{x}}]");

        final String rendered = template.render(Map.of("x", first, "y", second)::get, slot -> false);

        assertThat(rendered).isEqualTo("[" + first + "|" + second + "|" + first + "]");
    }

    @Property(tries = 400)
    void anySourceIsKeptAndReadTheSameAgain(@ForAll("texts") String source) {
        final TemplateText read = TemplateText.parse(source);

        assertThat(read.toString()).isEqualTo(source);
        assertThat(TemplateText.parse(read.toString())).isEqualTo(read);
        assertThat(read.render(slot -> "{{x}}", slot -> false)).doesNotContain("\uFFFF");
    }

    @Property(tries = 400)
    void whiteSpaceOfWhatFillsASlotIsNeverTaken(@ForAll("texts") String text) {
        final TemplateText template = TemplateText.parse("Input: {{text}}\nOutput: {{a}}");
        final TemplateText atTheEnd = TemplateText.parse("{{a}} {{text}} {{b}}");

        assertThat(template.render(slot -> slot.equals("text") ? text : "", VANISHING::contains))
                .isEqualTo("Input: " + text + "\nOutput:");
        assertThat(atTheEnd.render(slot -> slot.equals("text") ? text : "", VANISHING::contains))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"{{a}} x\" | \"x\"",
                "\"x {{a}}\" | \"x\"",
                "\"x {{a}} y\" | \"x y\"",
                "\"x {{a}} {{b}} y\" | \"x y\"",
                "\"x {{a}} {{b}} \" | \"x\"",
                "\"{{a}} {{b}}\" | \"\"",
                "\"x {{a}}{{c}} y\" | \"x C y\"",
                "\"{{a}} {{c}} {{b}}\" | \"C\"",
                "\"x{{a}}y\" | \"xy\"",
                "\"x {{a}}.\" | \"x .\"",
            })
    void anEmptyPartLeavesNoHole(String template, String expected) {
        assertThat(TemplateText.parse(template).render(slot -> slot.equals("c") ? "C" : " ", VANISHING::contains))
                .isEqualTo(expected);
    }

    @Test
    void aBlankValueOfAFieldKeepsItsPlace() {
        final String rendered = TemplateText.parse("Text: {{c}} !").render(slot -> "", slot -> false);

        assertThat(rendered).isEqualTo("Text:  !");
    }

    @Test
    void bracesThatNameNoSlotAreLiteral() {
        final TemplateText text = TemplateText.parse("{{ 1 + 1 }} {{}} {x} {{x y}} {{{x}}}");

        assertThat(text.slots()).containsExactly("x");
        assertThat(text.render(slot -> "v", slot -> false)).isEqualTo("{{ 1 + 1 }} {{}} {x} {{x y}} {v}");
    }

    @Provide
    static Arbitrary<String> texts() {
        return Prompts.texts();
    }
}
