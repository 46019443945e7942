package io.ape4j.score.text;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the task file says after a step's name.
 *
 * @param place e.g. {@code metric.normalise[2]}
 * @param step the step's name
 * @param value a JSON value; an empty string where nothing is said
 */
record StepArgument(String place, String step, Object value) {
    /** The step itself, if it was given no argument. */
    UnaryOperator<String> none(UnaryOperator<String> operation) {
        if (!isAbsent()) {
            throw wrong("takes no argument");
        }
        return operation;
    }

    boolean isAbsent() {
        return value.equals("");
    }

    /** A text with at least one character. */
    String text(String example) {
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw wrong("needs a text, e.g. " + step + ": " + example);
    }

    /** One text or a list of them; at least one, none of them empty. */
    List<String> texts(String example) {
        final List<?> values = value instanceof List<?> list ? list : List.of(value);
        final List<String> texts = values.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isEmpty())
                .toList();
        if (texts.isEmpty() || texts.size() < values.size()) {
            throw wrong("needs a list of texts that are not empty, e.g. " + step + ": " + example);
        }
        return texts;
    }

    IllegalArgumentException wrong(String needs) {
        final String shown = value instanceof String ? "\"" + value + "\"" : value.toString();
        return new IllegalArgumentException(
                place + ": step " + step + " " + needs + (isAbsent() ? "" : "; it was given " + shown));
    }
}
