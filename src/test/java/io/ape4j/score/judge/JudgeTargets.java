package io.ape4j.score.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import java.util.List;

/** The reader of a judge's grade. */
public final class JudgeTargets {
    private static final int SCALE = 5;

    private JudgeTargets() {}

    public static List<Target> all() {
        return List.of(Target.ofText(
                "grade",
                6_000,
                List.of("Grade: 4\nReason: good.", "**Grade:** 3/5", "<think>x</think>\n5"),
                List.of(
                        "Grade",
                        "grade:",
                        "**",
                        "4",
                        "/5",
                        "99999999999",
                        "\n",
                        "Reason:",
                        "<think>",
                        "</think>",
                        "0",
                        "."),
                said -> Grade.read(said, SCALE).ifPresent(grade -> {
                    assertThat(grade.value()).isBetween(1, SCALE);
                    assertThat(grade.reason()).hasSizeLessThanOrEqualTo(500);
                }),
                List.of()));
    }
}
