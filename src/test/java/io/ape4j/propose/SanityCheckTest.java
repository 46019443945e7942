package io.ape4j.propose;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SanityCheckTest {
    private final Task task = TaskBuilder.named("shipping")
            .example(Map.of("input", "Where is my red parcel?"), List.of("Where it is: shipping"), Split.PROPOSE)
            .example(Map.of("input", "I was charged twice."), List.of("billing"), Split.SELECT)
            .example(Map.of("input", "no"), List.of("other"), Split.PROPOSE)
            .build();
    private final SanityCheck check = new SanityCheck(task, WorkedExample.shipped());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "... !! | says nothing",
                "Based on the examples, sort the texts. | describes the pairs",
                "The outputs above are teams. | describes the pairs",
                "Please provide the inputs. | speaks to the user",
                "Let me know what you think. | speaks to the user",
            })
    void whatIsNoInstructionIsNamed(String instruction, String objection) {
        assertThat(check.objection(instruction)).contains(objection);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Answer \"where is my red parcel?\" with the team.",
                "I was charged twice.",
                "WHERE IT IS: SHIPPING",
            })
    void anExampleInTheInstructionIsNamed(String instruction) {
        assertThat(check.objection(instruction))
                .hasValueSatisfying(why -> assertThat(why).startsWith("copies example "));
    }

    @Test
    void aShortInputMayStandInAnInstruction() {
        assertThat(check.objection("Answer no question; name the team.")).isEmpty();
    }

    @Test
    void theInstructionOfAWorkedExampleIsNamed() {
        final String shown = WorkedExample.shipped().get(0).instruction();

        assertThat(check.objection(shown.toUpperCase(Locale.ROOT))).contains("repeats a worked example");
    }

    @Test
    void anInstructionPasses() {
        assertThat(check.objection("Name the team that answers the message.")).isEmpty();
    }
}
