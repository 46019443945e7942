package io.ape4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.Golden;
import io.ape4j.export.format.ExportFormat;
import io.ape4j.export.format.Winner;
import io.ape4j.export.template.ExportRefused;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.prompt.PromptTemplate.DemonstrationsAs;
import io.ape4j.prompt.PromptTemplate.Layout;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.MetricSpec.Step;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a format can't carry for the names of fields, the metric or the examples, and what a user reads then. */
class RefusalsTest {
    @Test
    void namesOfFieldsThatMeanSomethingElseSomewhere() {
        final String told = Stream.of("text", "new-text", "if", "it", "in", "reasoning", "current_date", "each")
                .map(field -> "field " + field + ":\n"
                        + refusals(Winner.of(task(field), prompt(field), Exporting.PROVENANCE)))
                .collect(Collectors.joining("\n"));

        Golden.check(RefusalsTest.class, "refused-fields.txt", told);
    }

    @Test
    void aStepThatJavaScriptDoesNotDoToTheLetter() {
        final MetricSpec metric =
                new MetricSpec("exact-match", List.of(), List.of(new Step("drop-words", List.of("the"))), Map.of());
        final Task task = builder("text").metric(metric).build();

        assertThat(refusals(Winner.of(task, prompt("text"), Exporting.PROVENANCE)))
                .isEqualTo(
                        "promptfoo: promptfoo can't do the metric's step drop-words to the letter; export it as openai"
                                + " for its messages alone\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"file://x.txt", "a {{b}} c", "{% if %}", "package:x", "'ends\n'"})
    void aValueThatPromptfooReadsOtherwise(String value) {
        final Task task = builder("text")
                .example(Map.of("text", value), List.of("x"), Split.TEST)
                .build();
        final Winner winner = Winner.of(task, prompt("text"), Exporting.PROVENANCE);

        assertThatThrownBy(() -> Exports.named("promptfoo").files(winner))
                .isInstanceOf(ExportRefused.class)
                .hasMessageStartingWith("promptfoo would change or look up a value of the example ")
                .hasMessageEndingWith("export it as openai for its messages alone");
    }

    private static String refusals(Winner winner) {
        final StringBuilder out = new StringBuilder();
        for (final ExportFormat format : Exports.all()) {
            try {
                assertThat(format.files(winner)).isNotEmpty();
            } catch (ExportRefused e) {
                out.append(format.id()).append(": ").append(e.getMessage()).append('\n');
            }
        }
        return out.toString();
    }

    private static Prompt prompt(String field) {
        return Prompt.ofInstruction(
                PromptTemplate.standard(List.of(field), Layout.USER, DemonstrationsAs.TEXT), "Do it.");
    }

    private static Task task(String field) {
        return builder(field).build();
    }

    private static TaskBuilder builder(String field) {
        return TaskBuilder.named("names")
                .fields(List.of(field))
                .example(Map.of(field, "a"), List.of("b"), Split.PROPOSE)
                .example(Map.of(field, "c"), List.of("d"), Split.SELECT)
                .example(Map.of(field, "e"), List.of("f"), Split.TEST);
    }
}
