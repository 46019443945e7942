package io.ape4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromptLengthTest {
    private static final List<String> FIELDS = List.of("input");

    private final PromptTemplate template = PromptTemplate.standard(FIELDS, Layout.USER, DemonstrationsAs.TEXT);

    @Test
    void fourBytesAreATokenAndTheFrameCounts() {
        final long empty = PromptLength.tokens(Prompt.ofInstruction(template, ""), FIELDS);

        assertThat(empty).isPositive();
        assertThat(PromptLength.tokens(Prompt.ofInstruction(template, "a".repeat(400)), FIELDS))
                .isBetween(empty + 100, empty + 101);
        assertThat(PromptLength.tokens(Prompt.ofInstruction(template, "é".repeat(400)), FIELDS))
                .isBetween(empty + 200, empty + 201);
    }

    @Test
    void demonstrationsCountWithTheirInputs() {
        final Prompt plain = Prompt.ofInstruction(template, "Do it.");
        final Prompt shown = plain.with(
                Part.DEMONSTRATIONS,
                new DemonstrationsPart(List.of(new Demonstration(Map.of("input", "x".repeat(80)), "y", null, "1"))));

        assertThat(PromptLength.tokens(shown, FIELDS)).isGreaterThan(PromptLength.tokens(plain, FIELDS) + 20);
    }
}
