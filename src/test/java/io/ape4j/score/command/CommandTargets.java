package io.ape4j.score.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.fuzz.Target;
import io.ape4j.score.MetricException;
import io.ape4j.score.Score;
import io.ape4j.score.Scoring;
import io.ape4j.score.metric.MetricSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The reader of a scorer's lines. */
public final class CommandTargets {
    private CommandTargets() {}

    public static List<Target> all() {
        final List<String> command = List.of("scorer");
        final CommandMetric metric = new CommandMetric(
                MetricSettings.of(Scoring.spec("command", Map.of()), "command"),
                "command/1",
                false,
                new ScorerProcess(command, List.of(), Duration.ofSeconds(1)));
        return List.of(Target.ofText(
                "scorer-line",
                6_000,
                List.of("{\"score\": 0.5, \"feedback\": \"so-so\"}", "{\"score\":1}"),
                List.of(
                        "score",
                        "feedback",
                        "{\"score\":",
                        "0.5",
                        "NaN",
                        "Infinity",
                        "-0.0",
                        "1.0000001",
                        "}",
                        "\"so\""),
                line -> {
                    final Score score = metric.read(line);
                    assertThat(score.value()).isBetween(0.0, 1.0);
                    assertThat(String.valueOf(score.feedback())).hasSizeLessThanOrEqualTo(2_000);
                },
                List.of(MetricException.class)));
    }
}
