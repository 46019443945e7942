package io.ape4j.score.metric;

import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.Score;
import io.ape4j.score.text.Words;
import io.ape4j.task.Task;

/**
 * {@code contains}: 1 if the answer contains a reference at word boundaries, after the task's steps: {@code cat} is not
 * in {@code category}. An empty reference is contained in an empty answer alone. No options.
 */
public final class Contains implements MetricProvider {
    @Override
    public String type() {
        return "contains";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = MetricSettings.of(task.metric());
        return ReferenceMetric.of(settings, 1, true, (answer, reference) -> Score.of(Words.contain(answer, reference)));
    }
}
