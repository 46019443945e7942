package io.ape4j.score.text;

import io.ape4j.task.InvalidSettingsException;
import io.ape4j.task.InvalidSettingsException.Setting;
import io.ape4j.task.MetricSpec;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The steps of one list of a task file ({@code metric.extract} or {@code metric.normalise}), applied in order to a
 * text. Immutable and safe for use from many threads; takes time in proportion to the length of the text.
 *
 * <p>Every step may stand in either list: under {@code extract} it acts on the answer alone, under {@code normalise}
 * on answer and references. The instruction-induction benchmark, for instance, cuts references at the first full stop
 * too. Text is brought to NFC before the first step and after the last.
 */
public final class TextPipeline {
    private final List<UnaryOperator<String>> steps;

    /** Which list of the task file the steps come from; error messages say so. */
    public enum Kind {
        /** Acts on the answer alone. */
        EXTRACT,
        /** Acts on the answer and on each reference. */
        NORMALISE;

        /** Where the list stands in a task file. */
        public String place() {
            return "metric." + key();
        }

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private TextPipeline(List<UnaryOperator<String>> steps) {
        this.steps = steps;
    }

    /**
     * Looks up each step by its name.
     *
     * @throws InvalidSettingsException if steps are unknown or their arguments are wrong; the message names each place,
     *     value and what would do
     */
    public static TextPipeline of(List<MetricSpec.Step> steps, Kind kind) {
        final List<UnaryOperator<String>> made = new ArrayList<>();
        final List<Setting> wrong = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            try {
                made.add(TextSteps.make(steps.get(i), kind.place() + "[" + i + "]"));
            } catch (IllegalArgumentException e) {
                wrong.add(Setting.value(String.valueOf(e.getMessage()), "metric", kind.key(), i));
            }
        }
        InvalidSettingsException.throwIfAny(wrong);
        return new TextPipeline(List.copyOf(made));
    }

    /** The text after all steps, in NFC. */
    public String apply(String text) {
        String result = composed(text);
        for (final UnaryOperator<String> step : steps) {
            result = step.apply(result);
        }
        return composed(result);
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
