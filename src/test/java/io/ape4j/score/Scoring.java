package io.ape4j.score;

import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.PromptTemplate;
import io.ape4j.task.Example;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.OutputSpec;
import io.ape4j.task.Split;
import io.ape4j.task.SplitSpec;
import io.ape4j.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tasks for tests of metrics: one field {@code text}, and what the test says about the metric. */
public final class Scoring {
    private Scoring() {}

    public static MetricSpec spec(String type, Map<String, Object> options, String... normalise) {
        return new MetricSpec(
                type,
                List.of(),
                Arrays.stream(normalise).map(MetricSpec.Step::of).toList(),
                options);
    }

    public static Task task(MetricSpec spec, String... references) {
        return task(spec, List.of(), List.of(example(references)));
    }

    public static Task task(MetricSpec spec, List<String> labels, List<Example> examples) {
        final List<String> fields = examples.isEmpty()
                ? List.of("text")
                : List.copyOf(examples.get(0).fields().keySet());
        return new Task(
                new Task.About("test", "", fields),
                PromptTemplate.standard(fields, PromptTemplate.Layout.USER, PromptTemplate.DemonstrationsAs.TEXT),
                null,
                spec,
                new OutputSpec(20, List.of(), labels),
                SplitSpec.STANDARD,
                examples);
    }

    public static Example example(String... references) {
        return new Example("e1", Map.of("text", "an input"), List.of(references), Split.SELECT);
    }

    /** Scores one answer with a metric that asks no model. */
    public static Score score(MetricSpec spec, String answer, String... references) {
        try (Metric metric = Metrics.of(task(spec, references))) {
            return value(metric.score(example(references), answer));
        }
    }

    public static Score value(Asking<Score> asking) {
        return ((Asking.Done<Score>) asking).value();
    }
}
