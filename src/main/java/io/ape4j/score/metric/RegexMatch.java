package io.ape4j.score.metric;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.Score;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * {@code regex}: 1 if the answer, after the task's steps, matches. The references are the patterns, or option
 * {@code pattern} is one for all examples. Option {@code match}: {@code full} (default, the whole answer) or
 * {@code find} (a part of it). Patterns are RE2's: no back-references, no look-around, and time in proportion to the
 * answer whatever the pattern. They are not normalised.
 */
public final class RegexMatch implements MetricProvider {
    @Override
    public String type() {
        return "regex";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = MetricSettings.of(task.metric(), "pattern", "match");
        final boolean whole = settings.word("match", "full", "find").equals("full");
        final Function<String, Pattern> patterns = patterns(task, settings);
        return new ReferenceMetric(
                settings.identity(1),
                true,
                settings::answer,
                UnaryOperator.identity(),
                (answer, reference) -> compare(patterns.apply(reference), answer, whole));
    }

    private static Function<String, Pattern> patterns(Task task, MetricSettings settings) {
        final Optional<String> only = settings.text("pattern");
        if (only.isPresent()) {
            final Pattern pattern = compile("metric regex: option pattern", only.get());
            return reference -> pattern;
        }
        final Map<String, Pattern> byReference = new HashMap<>();
        for (final Example example : task.examples()) {
            for (final String reference : example.references()) {
                byReference.put(reference, compile("metric regex: example " + example.id(), reference));
            }
        }
        final Map<String, Pattern> compiled = Map.copyOf(byReference);
        return reference -> {
            final Pattern known = compiled.get(reference);
            return known != null ? known : compile("metric regex: reference", reference);
        };
    }

    private static Pattern compile(String place, String pattern) {
        if (PatternSize.of(pattern).isTooLarge()) {
            throw new IllegalArgumentException(place + ": " + Quoted.of(pattern) + " is too large: "
                    + PatternSize.LIMITS + "; write a smaller pattern");
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    place + ": " + Quoted.of(pattern) + " is no RE2 pattern: " + e.getDescription(), e);
        }
    }

    private static Score compare(Pattern pattern, String answer, boolean whole) {
        if (whole ? pattern.matches(answer) : pattern.matcher(answer).find()) {
            return Score.of(1);
        }
        return Score.of(0)
                .withFeedback(Quoted.of(answer)
                        + (whole ? " does not match " : " has no match of ")
                        + Quoted.of(pattern.pattern()));
    }
}
