package io.ape4j.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskBuilderTest {
    @Test
    void makesATaskOfPairs() {
        final Task task = TaskBuilder.named("routing")
                .description("Route a message.")
                .labels("billing", "shipping")
                .maxTokens(8)
                .baseline("Name the team.")
                .example("Where is my parcel?", "shipping")
                .example("I was charged twice.", "billing")
                .build();

        assertThat(task.about()).isEqualTo(new Task.About("routing", "Route a message.", List.of("input")));
        assertThat(task.output()).isEqualTo(new OutputSpec(8, List.of(), List.of("billing", "shipping")));
        assertThat(task.baseline()).isNotNull();
        assertThat(task.examples()).extracting(Example::reference).containsExactly("shipping", "billing");
    }

    @Test
    void duplicatesStayTogetherUnderNumberedIds() {
        final Task task = TaskBuilder.named("task")
                .example("A b", "1")
                .example("a  B", "2")
                .example("c", "3")
                .build();

        final String id = task.examples().get(0).id();
        assertThat(id).matches("[0-9a-f]{16}");
        assertThat(task.examples().get(1).id()).isEqualTo(id + "-2");
        assertThat(task.examples().get(1).split())
                .isEqualTo(task.examples().get(0).split());
    }

    @Test
    void fieldsComeInTheTasksOrder() {
        final Task task = TaskBuilder.named("task")
                .fields(List.of("b", "a"))
                .example(Map.of("a", "1", "b", "2"), List.of("x"), Split.TEST)
                .build();

        assertThat(task.examples().get(0).fields().keySet()).containsExactly("b", "a");
        assertThat(task.examples().get(0).split()).isEqualTo(Split.TEST);
    }

    @Test
    void splitOfSomeExamplesOnlyIsRefused() {
        final TaskBuilder task =
                TaskBuilder.named("task").example("a", "1").example(Map.of("input", "b"), List.of("2"), Split.TEST);

        assertThatThrownBy(task::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("task task: 1 of 2 examples say their split; let all do so, or none");
    }

    @Test
    void otherFieldsThanTheTasksAreRefused() {
        final TaskBuilder task = TaskBuilder.named("task").example("a", "1").example(Map.of("text", "b"), List.of("2"));

        assertThatThrownBy(task::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("task task: example 2 has the fields [text], the task has [input]");
    }

    @Test
    void fieldCalledLikeAPartIsRefused() {
        final TaskBuilder task = TaskBuilder.named("task").example(Map.of("trigger", "a"), List.of("1"));

        assertThatThrownBy(task::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field \"trigger\": a part of the prompt has this name; call the field something else");
    }

    @Test
    void taskWithoutExamplesIsRefused() {
        assertThatThrownBy(TaskBuilder.named("task")::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("task task has no example; add some");
    }

    @Test
    void severalFieldsOfAMapWithoutOrderMadeAnotherTaskInEveryProcess() {
        final TaskBuilder task = TaskBuilder.named("task").example(Map.of("b", "1", "a", "2"), List.of("x"));

        assertThatThrownBy(task::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fields(\"a\", \"b\")");
    }
}
