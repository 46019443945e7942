package io.ape4j.score.metric;

import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.Score;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * {@code set-match}: 1 if answer and reference have the same elements, in any order, however often.
 *
 * <p>Options: {@code separator}, a text or a list of texts (default {@code ","}), or {@code words} or
 * {@code whitespace} for the elements to be tokens; {@code partial: true} gives the F1 over elements instead. With
 * separators a text is split first and then each element is normalised and trimmed, so that {@code strip-punctuation}
 * does not swallow the commas; tokens are those of the normalised text. Empty elements don't count.
 */
public final class SetMatch implements MetricProvider {
    @Override
    public String type() {
        return "set-match";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = MetricSettings.of(task.metric(), "separator", "partial");
        final boolean partial = settings.flag("partial");
        final Function<String, Set<String>> elements = elements(settings);
        return new ReferenceMetric(
                settings.identity(1),
                !partial,
                settings::extracted,
                UnaryOperator.identity(),
                (answer, reference) -> compare(elements.apply(answer), elements.apply(reference), partial));
    }

    private static Function<String, Set<String>> elements(MetricSettings settings) {
        final List<String> given = settings.texts("separator");
        if (given.equals(List.of(Tokens.WORDS)) || given.equals(List.of(Tokens.WHITESPACE))) {
            final Function<String, List<String>> tokens = Tokens.by(given.get(0));
            return text -> new LinkedHashSet<>(tokens.apply(settings.normalised(text)));
        }
        final List<String> separators = given.isEmpty() ? List.of(",") : given;
        return text -> {
            final Set<String> elements = new LinkedHashSet<>();
            split(text, separators)
                    .forEach(part -> elements.add(settings.normalised(part).strip()));
            elements.remove("");
            return elements;
        };
    }

    private static List<String> split(String text, List<String> separators) {
        List<String> parts = List.of(text);
        for (final String separator : separators) {
            final List<String> finer = new ArrayList<>();
            for (final String part : parts) {
                int start = 0;
                for (int end = part.indexOf(separator); end >= 0; end = part.indexOf(separator, start)) {
                    finer.add(part.substring(start, end));
                    start = end + separator.length();
                }
                finer.add(part.substring(start));
            }
            parts = finer;
        }
        return parts;
    }

    private static Score compare(Set<String> got, Set<String> wanted, boolean partial) {
        if (got.equals(wanted)) {
            return Score.of(1);
        }
        final long shared = got.stream().filter(wanted::contains).count();
        final double value = partial ? 2.0 * shared / (got.size() + wanted.size()) : 0;
        return Score.of(value).withFeedback(difference(got, wanted));
    }

    private static String difference(Set<String> got, Set<String> wanted) {
        final Set<String> missing = new LinkedHashSet<>(wanted);
        missing.removeAll(got);
        final Set<String> extra = new LinkedHashSet<>(got);
        extra.removeAll(wanted);
        final List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("missing: " + Quoted.of(String.join(", ", missing)));
        }
        if (!extra.isEmpty()) {
            parts.add("not wanted: " + Quoted.of(String.join(", ", extra)));
        }
        return String.join("; ", parts);
    }
}
