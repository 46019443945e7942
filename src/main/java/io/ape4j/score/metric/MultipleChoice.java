package io.ape4j.score.metric;

import io.ape4j.model.asking.Asking;
import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.Score;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * {@code multiple-choice}: 1 if the answer names the choice that a reference names, by its letter or its text.
 *
 * <p>The choices are those of the example's field {@code choices} (option {@code choices} names another): a JSON list of
 * texts, or one a line, with or without markers such as {@code A)}. Without that field they are the task's
 * {@code output.labels}. Choices without markers are A, B, ... in order. An answer that names none or several scores 0.
 * See {@link Choices#chosen} for how an answer may say it; texts are compared after the task's steps.
 */
public final class MultipleChoice implements MetricProvider {
    @Override
    public String type() {
        return "multiple-choice";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = MetricSettings.of(task.metric(), "choices");
        final String field = settings.text("choices").orElse("choices");
        final boolean inField = task.about().fields().contains(field);
        if (!inField
                && (task.output().labels().isEmpty() || settings.text("choices").isPresent())) {
            throw new IllegalArgumentException("metric multiple-choice: the task has "
                    + (settings.text("choices").isPresent() ? "" : "no output.labels and ") + "no input field \""
                    + field
                    + "\" with the choices; its fields are "
                    + String.join(", ", task.about().fields()));
        }
        final List<String> labels = inField ? List.of() : task.output().labels();
        final Chooser metric = new Chooser(settings, settings.identity(1, labels), field, labels);
        task.examples().forEach(metric::check);
        return metric;
    }

    /**
     * The metric.
     *
     * @param field that holds the choices, unless there are labels
     * @param labels the choices of every example, or empty
     */
    private record Chooser(MetricSettings settings, String identity, String field, List<String> labels)
            implements Metric {
        @Override
        public boolean isBinary() {
            return true;
        }

        void check(Example example) {
            final Choices choices = choices(example);
            example.references().forEach(reference -> wanted(example, choices, reference));
        }

        @Override
        public Asking<Score> score(Example example, String said) {
            final Choices choices = choices(example);
            final String answer = settings.extracted(said);
            final OptionalInt got = choices.chosen(answer, settings::normalised);
            final boolean right = got.isPresent()
                    && example.references().stream()
                            .anyMatch(reference -> wanted(example, choices, reference) == got.getAsInt());
            final String chosen = got.isPresent() ? choices.texts().get(got.getAsInt()) : "";
            final Score score = new Score(right ? 1 : 0, null, Map.of("extracted", Quoted.shortened(chosen)));
            return Asking.done(right ? score : score.withFeedback(feedback(example, choices, answer, chosen)));
        }

        private static String feedback(Example example, Choices choices, String answer, String chosen) {
            return "expected " + Quoted.of(example.reference()) + ", got "
                    + (chosen.isEmpty()
                            ? Quoted.of(answer) + ", which names none of the "
                                    + choices.texts().size() + " choices, or several"
                            : Quoted.of(chosen));
        }

        private Choices choices(Example example) {
            if (!labels.isEmpty()) {
                return Choices.ofTexts(labels);
            }
            final Choices choices = Choices.ofField(example.fields().getOrDefault(field, ""));
            if (choices.texts().size() < 2) {
                throw new IllegalArgumentException("metric multiple-choice: example " + example.id() + ": field \""
                        + field + "\" needs at least two choices, a JSON list or one a line");
            }
            return choices;
        }

        private int wanted(Example example, Choices choices, String reference) {
            return choices.chosen(reference, settings::normalised)
                    .orElseThrow(() -> new IllegalArgumentException("metric multiple-choice: example " + example.id()
                            + ": the reference " + Quoted.of(reference) + " is none of the choices "
                            + String.join(", ", choices.texts())));
        }
    }
}
