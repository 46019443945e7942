package io.ape4j.score.likelihood;

import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Task;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What ranks the candidates of a search. The verdict on {@code test} is always by the task's own metric, because that is
 * what the user wants better; a likelihood is only a cheaper or finer guess at it.
 */
public enum Ranking {
    /** The task's metric. */
    METRIC("metric", Optional.empty()),
    /** {@link LabelLikelihood}, with its standard options. */
    LIKELIHOOD(LabelLikelihood.TYPE, Optional.of(new LabelLikelihood())),
    /** {@link ReferenceLikelihood}, with its standard options. */
    REFERENCE_LIKELIHOOD(ReferenceLikelihood.TYPE, Optional.of(new ReferenceLikelihood()));

    private final String configName;

    @SuppressWarnings("ImmutableEnumChecker") // providers have no state
    private final Optional<MetricProvider> provider;

    Ranking(String configName, Optional<MetricProvider> provider) {
        this.configName = configName;
        this.provider = provider;
    }

    /** What a search file says. */
    public String configName() {
        return configName;
    }

    /**
     * The ranking of that name.
     *
     * @throws IllegalArgumentException that names the nearest
     */
    public static Ranking named(String name) {
        final List<String> names =
                Arrays.stream(values()).map(Ranking::configName).toList();
        return Arrays.stream(values())
                .filter(ranking -> ranking.configName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "rankBy is " + Shown.quoted(name) + "; " + Nearest.advice(name, names)));
    }

    /**
     * What scores candidates.
     *
     * @param metric the task's
     * @throws IllegalArgumentException if the task does not fit, e.g. has no labels
     */
    public Metric over(Task task, Metric metric) {
        return provider.map(found -> found.create(scoredBy(task, configName))).orElse(metric);
    }

    /** References are compared as by the task's metric; what it takes out of answers has no place here. */
    private static Task scoredBy(Task task, String type) {
        final MetricSpec spec = new MetricSpec(type, List.of(), task.metric().normalise(), Map.of());
        return new Task(
                task.about(), task.template(), task.baseline(), spec, task.output(), task.splits(), task.examples());
    }
}
