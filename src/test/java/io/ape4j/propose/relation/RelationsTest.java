package io.ape4j.propose.relation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RelationsTest {
    @ParameterizedTest
    @MethodSource("tasks")
    void saysWhatTurnsEveryInputIntoItsOutput(String instruction, List<String> pairs) {
        assertThat(Relations.of(examples(pairs))).contains(instruction);
    }

    static Stream<Arguments> tasks() {
        return Stream.of(
                Arguments.of(
                        "Write the input letter by letter, with a hyphen between all letters.",
                        List.of("kiln", "k-i-l-n", "otter", "o-t-t-e-r", "gull", "g-u-l-l", "fjord", "f-j-o-r-d")),
                Arguments.of(
                        "Write the words of the input in reverse order.",
                        List.of(
                                "low tide",
                                "tide low",
                                "a b c",
                                "c b a",
                                "dry dock",
                                "dock dry",
                                "so it is",
                                "is it so")),
                Arguments.of(
                        "Find the second word of the input and write only its first letter.",
                        List.of("old harbour", "H", "grey seal", "s", "wet rope today", "r", "long quay", "q")),
                Arguments.of(
                        "Write the last item of the list in the input.",
                        List.of("elm, oak", "oak", "rye, oats, bran", "bran", "tin, zinc", "zinc", "a, b c", "b c")),
                Arguments.of(
                        "Multiply the numbers in the input. Write only the product.",
                        List.of("3 and 4", "12", "5 and 5", "25", "7 and 2", "14", "9 and 9", "81")),
                Arguments.of(
                        "Subtract the second number in the input from the first. Write only the result.",
                        List.of("9 4", "5", "3 8", "-5", "2.5 1", "1.5", "7 7", "0")),
                Arguments.of(
                        "Add 7 to the input. Write only the result.",
                        List.of("1", "8", "10", "17", "-3", "4", "0", "7")),
                Arguments.of(
                        "Copy the input and write \"Dear\" before it and \"!\" after it.",
                        List.of("Ann", "Dear Ann!", "Bo", "Dear Bo!", "Cy", "Dear Cy!", "Di", "Dear Di!")),
                Arguments.of(
                        "Count the words of the input. Write only the number.",
                        List.of("one two", "2", "up", "1", "a b c", "3", "it is not so", "4")));
    }

    @Test
    void oneExampleThatDisagreesIsEnoughAgainstIt() {
        assertThat(Relations.of(examples(List.of("3 4", "7", "1 1", "2", "5 2", "7", "6 1", "8"))))
                .isEmpty();
    }

    @Test
    void whatLeavesTheInputAsItIsExplainsNothing() {
        assertThat(Relations.of(examples(List.of("kiln", "KILN", "otter", "OTTER", "gull", "GULL", "elm", "ELM"))))
                .isEmpty();
    }

    @Test
    void threeExamplesMayAgreeByChance() {
        assertThat(Relations.of(examples(List.of("3 4", "7", "1 1", "2", "5 2", "7"))))
                .isEmpty();
    }

    @Test
    void namesTheFieldWhereThereAreSeveral() {
        final TaskBuilder task = TaskBuilder.named("fields").fields(List.of("title", "note"));
        for (int i = 0; i < 5; i++) {
            task.example(Map.of("title", "w" + i + " x", "note", "n" + i), List.of("W" + i), Split.PROPOSE);
        }

        assertThat(Relations.of(task.build().examples(Split.PROPOSE))).contains("Write the first word of title.");
    }

    @Property(tries = 300)
    void neverFailsWhateverTheTexts(@ForAll @Size(min = 4, max = 6) List<String> inputs, @ForAll String output) {
        final List<Example> examples = inputs.stream()
                .map(input -> new Example("id", Map.of("input", input), List.of(output), Split.PROPOSE))
                .toList();

        assertThat(Relations.of(examples)).hasSizeLessThanOrEqualTo(3).doesNotContainNull();
    }

    private static List<Example> examples(List<String> pairs) {
        final TaskBuilder task = TaskBuilder.named("pairs");
        for (int i = 0; i < pairs.size(); i += 2) {
            task.example(Map.of(TaskBuilder.SINGLE_FIELD, pairs.get(i)), List.of(pairs.get(i + 1)), Split.PROPOSE);
        }
        return task.build().examples(Split.PROPOSE);
    }
}
