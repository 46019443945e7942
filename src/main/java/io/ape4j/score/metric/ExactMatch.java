package io.ape4j.score.metric;

import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.Score;
import io.ape4j.score.text.Words;
import io.ape4j.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code exact-match}: 1 if the answer equals a reference, after the task's steps. Feedback says where only the form of
 * the answer is wrong. No options.
 */
public final class ExactMatch implements MetricProvider {
    private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    @Override
    public String type() {
        return "exact-match";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = MetricSettings.of(task.metric());
        final List<String> labels =
                task.output().labels().stream().map(settings::normalised).toList();
        return ReferenceMetric.of(settings, 1, true, (answer, reference) -> compare(answer, reference, labels));
    }

    private static Score compare(String answer, String reference, List<String> labels) {
        if (answer.equals(reference)) {
            return Score.of(true);
        }
        return remark(answer, reference, labels)
                .map(Score.of(false)::withFeedback)
                .orElse(Score.of(false));
    }

    private static Optional<String> remark(String answer, String reference, List<String> labels) {
        if (answer.isBlank()) {
            return Optional.of("the answer is empty");
        }
        if (answer.equalsIgnoreCase(reference)) {
            return Optional.of("only upper and lower case differ");
        }
        final String letters = letters(answer);
        if (!letters.isEmpty() && letters.equalsIgnoreCase(letters(reference))) {
            return Optional.of("only punctuation or spaces differ");
        }
        if (!reference.isBlank() && answer.contains(reference) && Words.contain(answer, reference)) {
            return Optional.of("the right answer is in it, but not alone");
        }
        if (!labels.isEmpty() && !labels.contains(answer)) {
            return Optional.of("it is none of the labels "
                    + String.join(", ", labels.stream().map(Quoted::shortened).toList()));
        }
        return labels.isEmpty() && reference.contains(answer) && Words.contain(reference, answer)
                ? Optional.of("it is only a part of the right answer")
                : Optional.empty();
    }

    private static String letters(String text) {
        return NO_LETTER_OR_DIGIT.matcher(text).replaceAll("");
    }
}
