package io.ape4j.score.command;

import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.metric.MetricSettings;
import io.ape4j.task.Task;
import java.time.Duration;
import java.util.List;

/**
 * {@code command}: asks an external program, which is started once, without a shell, and then gets one line of JSON on
 * its standard input for each answer, {@code {"fields": {...}, "references": [...], "answer": "..."}}, and writes one
 * line to its standard output, {@code {"score": 0.5, "feedback": "..."}}; the feedback may be left out. The program must
 * flush after each line and end when its input ends.
 *
 * <p>The program inherits the environment without the models' keys and without addresses that hold a password.
 *
 * <p>Options: {@code command}, the program and its arguments as a list (required); {@code environment}, names of such
 * variables that it shall have nevertheless; {@code timeoutSeconds} for one answer,
 * start included (default 10); {@code binary: true} promises scores of 0 and 1 alone; {@code version}, a text to change
 * when the program changes, so that old runs refuse to resume. The answer is extracted and normalised as the task says.
 */
public final class Command implements MetricProvider {
    private static final int VERSION = 1;
    private static final int MOST_SECONDS = 3600;

    @Override
    public String type() {
        return "command";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings =
                MetricSettings.of(task.metric(), "command", "environment", "timeoutSeconds", "binary", "version");
        final List<String> command = settings.texts("command");
        if (command.isEmpty()) {
            throw settings.wrong("command", "must be a list: the program, then its arguments");
        }
        settings.text("version");
        final Duration timeout = Duration.ofSeconds(settings.whole("timeoutSeconds", 10, 1, MOST_SECONDS));
        return new CommandMetric(
                settings,
                settings.identity(VERSION),
                settings.flag("binary"),
                new ScorerProcess(command, settings.texts("environment"), timeout));
    }
}
