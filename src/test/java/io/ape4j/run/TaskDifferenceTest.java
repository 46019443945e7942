package io.ape4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import io.ape4j.task.TaskJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskDifferenceTest {
    @Test
    void aNumberOfAnotherJavaTypeWasTakenForAChange() throws JsonProcessingException {
        final Task task = task(Map.of("a", 5L, "b", (short) 3, "c", 0.5f, "d", new BigDecimal("0.10")), "x");

        final Task recorded =
                TaskJson.read(new JsonMapper().readTree(TaskJson.write(task).toString()));

        assertThat(TaskDifference.between(recorded, task)).isEmpty();
    }

    @Test
    void whatHasChangedIsShown() {
        final List<String> found = TaskDifference.between(task(Map.of("a", 1), "x"), task(Map.of("a", 2), "y"));

        assertThat(found).hasSize(2);
        assertThat(found.get(0)).isEqualTo("task.metric.options.a: 1 -> 2");
        assertThat(found.get(1)).contains("[in] = [x]").contains("[in] = [y]");
    }

    @Test
    void manyChangedExamplesAreCountedNotShown() {
        final TaskBuilder more = TaskBuilder.named("numbers").example("in", "x");
        for (int i = 0; i < 30; i++) {
            more.example("in" + i, "x");
        }

        final List<String> found = TaskDifference.between(
                TaskBuilder.named("numbers").example("in", "x").build(), more.build());

        assertThat(found).hasSize(11).last().isEqualTo("and 20 more examples");
    }

    private static Task task(Map<String, Object> options, String output) {
        return TaskBuilder.named("numbers")
                .metric(new MetricSpec("numeric-match", List.of(), List.of(), options))
                .example("in", output)
                .build();
    }
}
