package io.ape4j.propose;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The readers of what a proposer says. */
public final class ProposerTargets {
    private static final int LONGEST_CHARS = 4_000;
    private static final Task TASK = TaskBuilder.named("t")
            .fields(List.of("text"))
            .example(Map.of("text", "Where is my parcel?"), List.of("shipping"), Split.PROPOSE)
            .build();

    private ProposerTargets() {}

    public static List<Target> all() {
        final AnswerCleaner cleaner = new AnswerCleaner();
        final SanityCheck check = new SanityCheck(TASK, WorkedExample.shipped());
        return List.of(Target.ofText(
                "proposer",
                4_000,
                List.of(
                        "Sure! Here is the instruction: \"Name the team.\"\n\nInput: x",
                        "<think>hm</think>1. **Instruction:** Name the team.",
                        "```text\nName the team.\n```",
                        "I'm sorry, I can't."),
                List.of(
                        "Sure, ",
                        "Here is ",
                        "the instruction",
                        ":",
                        "Instruction: ",
                        "The worker must ",
                        "1. ",
                        "**",
                        "```",
                        "<think>",
                        "</think>",
                        "\n\n",
                        "Input:",
                        "Output:",
                        "I'm sorry",
                        "Name the team.",
                        "\u201C",
                        "\u201D",
                        "\uD83D\uDE00",
                        "the pairs above",
                        "let me know",
                        "Where is my parcel?",
                        "the ",
                        "my ",
                        "    "),
                said -> {
                    final Optional<String> instruction = cleaner.read(said).instruction();
                    instruction.ifPresent(text -> {
                        assertThat(text).isNotBlank().hasSizeLessThanOrEqualTo(LONGEST_CHARS);
                        assertThat(check.objection(text)).isNotNull();
                        assertThat(AnswerCleaner.normalForm(text)).isNotNull();
                    });
                },
                List.of()));
    }
}
