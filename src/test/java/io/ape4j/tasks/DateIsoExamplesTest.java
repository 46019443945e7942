package io.ape4j.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DateIsoExamplesTest {
    @Test
    void theCommittedFileIsWhatTheGeneratorWrites() {
        final String generated = ExampleLine.fileText(DateIsoExamples.generate());

        assertThat(CommittedExamples.text(DateIsoExamples.TASK)).isEqualTo(generated);
    }

    @Test
    void everyTextReadsAsItsDate() {
        final List<ExampleLine> examples = CommittedExamples.of(DateIsoExamples.TASK);

        assertThat(examples)
                .hasSize(209)
                .allSatisfy(example -> assertThat(DateIsoReader.read(example.input()))
                        .as(example.input())
                        .isEqualTo(LocalDate.parse(example.outputs().get(0))));
    }

    @Test
    void everyWeekdayThatIsNamedIsTheOneOfItsDate() {
        final List<ExampleLine> named = CommittedExamples.of(DateIsoExamples.TASK).stream()
                .filter(example -> DateIsoReader.weekday(example.input()).isPresent())
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(20)
                .allSatisfy(example -> assertThat(
                                LocalDate.parse(example.outputs().get(0)).getDayOfWeek())
                        .as(example.input())
                        .isEqualTo(DateIsoReader.weekday(example.input()).orElseThrow()));
    }
}
