package io.ape4j.score;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How good one answer is.
 *
 * @param value in [0, 1]
 * @param feedback a sentence on what is wrong, for reflective operators; absent if there is nothing to say
 * @param details anything worth showing, e.g. {@code extracted}
 */
public record Score(double value, @Nullable String feedback, Map<String, String> details) {
    public Score {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a score lies in [0, 1], not " + value);
        }
        value = value == 0 ? 0 : value; // -0.0 is told apart from 0.0 where records are compared
        Objects.requireNonNull(details, "details");
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    public static Score of(double value) {
        return new Score(value, null, Map.of());
    }

    public static Score of(boolean right) {
        return of(right ? 1 : 0);
    }

    public Score withFeedback(String sentence) {
        return new Score(value, sentence, details);
    }
}
