package io.ape4j.score;

import io.ape4j.score.text.TextPipeline;
import io.ape4j.task.InvalidSettingsException;
import io.ape4j.task.InvalidSettingsException.Setting;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Task;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds metrics by the type that a task names. */
public final class Metrics {
    private Metrics() {}

    /**
     * Makes the metric that the task asks for. Providers are looked up through the thread's context class loader and
     * through ours.
     *
     * @throws IllegalArgumentException if no provider has that type, or the provider refuses an option; the message
     *     names the value and what would do
     * @throws IllegalStateException if two providers have one type
     */
    public static Metric of(Task task) {
        final String type = task.metric().type();
        final SortedMap<String, MetricProvider> providers = providers();
        final MetricProvider provider = providers.get(type);
        if (provider == null) {
            final List<Setting> wrong = new ArrayList<>();
            wrong.add(Setting.value(
                    "metric.type: unknown metric " + Shown.quoted(type) + "; "
                            + Nearest.advice(type, providers.keySet()),
                    "metric",
                    "type"));
            addWrongSteps(task.metric().extract(), TextPipeline.Kind.EXTRACT, wrong);
            addWrongSteps(task.metric().normalise(), TextPipeline.Kind.NORMALISE, wrong);
            throw new InvalidSettingsException(wrong);
        }
        return provider.create(task);
    }

    /**
     * Looks whether {@link #of} would make a metric of the task's settings.
     *
     * @throws InvalidSettingsException with all that is wrong with them
     * @throws IllegalArgumentException if the task does not fit them
     */
    public static void check(Task task) {
        of(task).close();
    }

    private static void addWrongSteps(List<MetricSpec.Step> steps, TextPipeline.Kind kind, List<Setting> wrong) {
        try {
            TextPipeline.of(steps, kind);
        } catch (InvalidSettingsException e) {
            wrong.addAll(e.settings());
        }
    }

    /** The types that a task file may name, in alphabetical order. */
    public static SortedSet<String> types() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(providers().keySet()));
    }

    private static SortedMap<String, MetricProvider> providers() {
        final SortedMap<String, MetricProvider> byType = new TreeMap<>();
        ServiceLoader.load(MetricProvider.class).forEach(provider -> add(byType, provider));
        ServiceLoader.load(MetricProvider.class, MetricProvider.class.getClassLoader())
                .forEach(provider -> add(byType, provider));
        return byType;
    }

    private static void add(SortedMap<String, MetricProvider> byType, MetricProvider provider) {
        final MetricProvider other = byType.putIfAbsent(provider.type(), provider);
        if (other != null && other.getClass() != provider.getClass()) {
            throw new IllegalStateException("both " + other.getClass().getName() + " and "
                    + provider.getClass().getName() + " provide the metric " + provider.type()
                    + "; give yours another type");
        }
    }
}
