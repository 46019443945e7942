package io.ape4j.score.metric;

import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.Score;
import io.ape4j.task.Task;

/** {@code exact-match}: 1 if the answer equals a reference, after the task's steps. No options. */
public final class ExactMatch implements MetricProvider {
    @Override
    public String type() {
        return "exact-match";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = MetricSettings.of(task.metric());
        return ReferenceMetric.of(settings, 1, true, (answer, reference) -> Score.of(answer.equals(reference)));
    }
}
