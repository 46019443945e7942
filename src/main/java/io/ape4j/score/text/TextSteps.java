package io.ape4j.score.text;

import io.ape4j.task.MetricSpec;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** All steps by name. */
public final class TextSteps {
    private static final SortedMap<String, Maker> MAKERS = makers();

    /** Makes a step from its argument. */
    @FunctionalInterface
    interface Maker {
        UnaryOperator<String> make(StepArgument argument);
    }

    private TextSteps() {}

    /** The names that a task file may use, in alphabetical order. */
    public static SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(MAKERS.keySet()));
    }

    static UnaryOperator<String> make(MetricSpec.Step step, String place) {
        final Maker maker = MAKERS.get(step.name());
        if (maker == null) {
            throw new IllegalArgumentException(place + ": unknown step " + Shown.quoted(step.name()) + "; "
                    + Nearest.advice(step.name(), names()));
        }
        return maker.make(new StepArgument(place, step.name(), step.argument()));
    }

    private static SortedMap<String, Maker> makers() {
        final SortedMap<String, Maker> makers = new TreeMap<>(ExtractSteps.makers());
        for (final Map.Entry<String, Maker> entry : NormaliseSteps.makers().entrySet()) {
            if (makers.put(entry.getKey(), entry.getValue()) != null) {
                throw new IllegalStateException("two steps are called " + entry.getKey());
            }
        }
        return makers;
    }
}
