package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.propose.operator.DemonstrationChoice;
import io.ape4j.propose.operator.Operators;
import io.ape4j.search.Candidate;
import io.ape4j.search.resample.OperatorChoice;
import io.ape4j.search.resample.Resampling;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import io.ape4j.task.file.PromptFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedSearchTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ape", "evolution"})
    void aSearchFromAMarkedPromptChangesNothingOutsideOfTheMarks(String strategy) {
        final Task plain = Simulation.smallTask();
        final Prompt marked = PromptFile.parse(
                        "Films only.  {{#instruction}}Say what it is.{{/instruction}}\t Be fair.\n\nInput: {{input}}\nMood: ",
                        List.of(TaskBuilder.SINGLE_FIELD),
                        plain.template())
                .prompt();
        final Task task = Simulation.builder(10, 5, 4).baseline(marked).build();

        final SearchReport report = Simulation.search(task, new SimulatedModel(task), folder)
                .parameters(Simulation.SMALL.toBuilder()
                        .resampling(new Resampling(
                                List.of(Operators.ALL), OperatorChoice.ADAPTIVE, DemonstrationChoice.SIMILAR))
                        .build())
                .strategy(strategy)
                .run();

        final List<Candidate> candidates = report.result().outcome().candidates();
        assertThat(candidates).hasSizeGreaterThan(3).allSatisfy(candidate -> {
            final Prompt prompt = candidate.prompt();
            assertThat(prompt.answering().parts().keySet()).containsExactly(Part.INSTRUCTION);
            assertThat(prompt.answering()
                            .render(Map.of(TaskBuilder.SINGLE_FIELD, "{{x}}"), Map.of())
                            .get(0)
                            .text())
                    .isEqualTo("Films only.  " + prompt.instruction() + "\t Be fair.\n\nInput: {{x}}\nMood:");
        });
        assertThat(Simulation.exports(report).values())
                .allSatisfy(text -> assertThat(text).doesNotContain("{{#").doesNotContain("{{/"));
    }
}
