package io.ape4j.score.lint;

import io.ape4j.score.copied.Copied;
import io.ape4j.score.copied.HeldOut;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import io.ape4j.task.text.Shown;
import java.util.List;

/** Whether what the task's author wrote for the prompt holds examples that prompts are scored on. */
final class WrittenChecks {
    private final Task task;

    WrittenChecks(Task task) {
        this.task = task;
    }

    List<Finding> findings() {
        final List<Copied> copied = HeldOut.inWhatTheAuthorWrote(task);
        if (copied.isEmpty()) {
            return List.of();
        }
        final Example first = task.examples().stream()
                .filter(example -> example.id().equals(copied.get(0).id()))
                .findFirst()
                .orElseThrow();
        return List.of(Finding.warning(
                "prompt-copies",
                Count.of(copied.size(), "example") + " of select and test in the description, the baseline or the"
                        + " template, e.g. "
                        + Shown.quoted(String.join(" | ", first.fields().values())) + " of "
                        + first.split().fileName()
                        + ": a prompt that tells the answer is scored on it. Take them out of there, or move them to"
                        + " propose."));
    }
}
