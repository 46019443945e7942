package io.ape4j.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnitConversionTest {
    private static final double ROUNDING_TO_SIX_DIGITS = 1e-5;

    @Test
    void everyAnswerThatCanBeRecomputedIsRight() {
        final List<ExampleLine> understood = CommittedExamples.of("unit-conversion").stream()
                .filter(example -> UnitConversionReader.answer(example.input()).isPresent())
                .toList();

        final List<ExampleLine> wrong =
                understood.stream().filter(example -> !recomputed(example)).toList();

        assertThat(understood).hasSizeGreaterThan(160);
        assertThat(wrong).isEmpty();
    }

    private static boolean recomputed(ExampleLine example) {
        final double expected = UnitConversionReader.answer(example.input()).orElseThrow();
        final double reference = Double.parseDouble(example.outputs().get(0));
        return Math.abs(reference - expected) <= ROUNDING_TO_SIX_DIGITS * Math.max(1, Math.abs(expected));
    }
}
