package io.ape4j.score.likelihood;

import io.ape4j.model.Answer;
import io.ape4j.score.Score;
import io.ape4j.score.metric.MetricSettings;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What both metrics make of texts: a text is right if it equals a reference after the task's {@code normalise} steps.
 *
 * @param settings of the task's metric
 */
record Texts(MetricSettings settings) {
    private static final int MOST_SHOWN = 5;

    /** The settings, without steps that would take an answer out of a text that no model has written. */
    static MetricSettings settings(Task task) {
        if (!task.metric().extract().isEmpty()) {
            throw new IllegalArgumentException("metric " + task.metric().type()
                    + ": metric.extract has nothing to act on, since no answer is written; leave it out");
        }
        return MetricSettings.of(task.metric(), Length.OPTION);
    }

    String comparable(String text) {
        return settings.normalised(text);
    }

    /** 1 for a reference, 0 for any other text. */
    Score score(Example example, String text) {
        final String answer = comparable(text);
        final boolean right =
                example.references().stream().map(this::comparable).anyMatch(answer::equals);
        final Score score = new Score(right ? 1 : 0, null, Map.of("extracted", answer));
        return right
                ? score
                : score.withFeedback("expected " + Shown.quoted(example.reference()) + ", got " + Shown.quoted(answer));
    }

    /**
     * Texts with their log-probabilities.
     *
     * @param best the likeliest
     * @param logProbability its
     * @param shown the first of them, likeliest first, e.g. {@code yes -0.105, no -2.303}
     */
    record Ranked(String best, double logProbability, String shown) {}

    /** Equally likely ones stand in the order of their characters. */
    static Ranked ranked(List<String> texts, List<Answer> scored, Length length) {
        final List<Map.Entry<String, Double>> all = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            all.add(Map.entry(texts.get(i), length.logProbability(texts.get(i), scored.get(i))));
        }
        all.sort(Comparator.comparing((Map.Entry<String, Double> entry) -> -entry.getValue())
                .thenComparing(Map.Entry::getKey));
        return new Ranked(
                all.get(0).getKey(),
                all.get(0).getValue(),
                all.stream()
                        .limit(MOST_SHOWN)
                        .map(entry -> String.format(Locale.ROOT, "%s %.3f", entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", ")));
    }
}
