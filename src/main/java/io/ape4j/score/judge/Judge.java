package io.ape4j.score.judge;

import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.metric.MetricSettings;
import io.ape4j.task.Task;

/**
 * {@code judge}: asks the judge model for a grade by the task's rubric.
 *
 * <p>Options: {@code rubric}, what makes an answer good (required); {@code scale}, the best grade, 2 to 100 (default 5);
 * {@code maxTokens} of the judge's answer (default 120; a judge that reasons first needs more); {@code references: false}
 * hides the references from the judge. The score is (grade - 1) / (scale - 1). A grade that can't be read, or a judge
 * that could not answer this example, is score 0 and a detail {@code judge} that says so. The answer is extracted and
 * normalised as the task says before the judge sees it.
 */
public final class Judge implements MetricProvider {
    private static final int VERSION = 1;

    @Override
    public String type() {
        return "judge";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = MetricSettings.of(task.metric(), "rubric", "scale", "maxTokens", "references");
        return new JudgeMetric(
                settings,
                settings.identity(VERSION),
                settings.requiredText("rubric"),
                settings.whole("scale", 5, 2, 100),
                settings.whole("maxTokens", 120, 8, 100_000),
                settings.flag("references", true));
    }
}
