package io.ape4j.score.metric;

import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.Score;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code token-f1}: harmonic mean of precision and recall over the bags of tokens (P. Rajpurkar et al., 2016, "SQuAD:
 * 100,000+ questions for machine comprehension of text", EMNLP, section 6.1). Where one side has no token, 1 if the texts
 * are equal, else 0.
 *
 * <p>Option {@code tokens}: {@code words} (default) or {@code whitespace}. What SQuAD's script does first (lower case,
 * no punctuation, no articles) the task lists under {@code normalise}.
 */
public final class TokenF1 implements MetricProvider {
    private static final int MOST_NAMED = 8;

    @Override
    public String type() {
        return "token-f1";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = MetricSettings.of(task.metric(), "tokens");
        final Function<String, List<String>> tokens =
                Tokens.by(settings.word("tokens", Tokens.WORDS, Tokens.WHITESPACE));
        return ReferenceMetric.of(settings, 1, false, (answer, reference) -> {
            final List<String> got = tokens.apply(answer);
            final List<String> wanted = tokens.apply(reference);
            if (got.isEmpty() || wanted.isEmpty()) {
                return Score.of(answer.equals(reference));
            }
            final double value = 2.0 * shared(got, wanted) / (got.size() + wanted.size());
            return value < 1 ? Score.of(value).withFeedback(difference(got, wanted)) : Score.of(value);
        });
    }

    private static String difference(List<String> got, List<String> wanted) {
        final List<String> parts = new ArrayList<>();
        named("missing", wanted, got).ifPresent(parts::add);
        named("not wanted", got, wanted).ifPresent(parts::add);
        return parts.isEmpty() ? "a word stands there too often or too seldom" : String.join("; ", parts);
    }

    private static Optional<String> named(String what, List<String> tokens, List<String> others) {
        final Set<String> only = new LinkedHashSet<>(tokens);
        others.forEach(only::remove);
        final String named = only.stream().limit(MOST_NAMED).collect(Collectors.joining(" "));
        final String more = only.size() > MOST_NAMED ? " and " + (only.size() - MOST_NAMED) + " more" : "";
        return only.isEmpty() ? Optional.empty() : Optional.of(what + ": " + Quoted.of(named) + more);
    }

    private static int shared(List<String> got, List<String> wanted) {
        final Map<String, Integer> left = new HashMap<>();
        wanted.forEach(token -> left.merge(token, 1, Integer::sum));
        int shared = 0;
        for (final String token : got) {
            final int count = left.getOrDefault(token, 0);
            if (count > 0) {
                left.put(token, count - 1);
                shared++;
            }
        }
        return shared;
    }
}
