package io.ape4j.score.judge;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.ape4j.score.text.TextPipeline;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.text.Shown;
import java.util.List;
import java.util.Optional;

/**
 * What a judge said.
 *
 * @param value from 1 to the best grade
 * @param reason its sentence; may be empty
 */
record Grade(int value, String reason) {
    private static final Pattern FIRST_LINE =
            Pattern.compile("\\**(?:(?i:grade)\\**:\\**\\s*)?(\\d{1,3})(?:/(\\d{1,3}))?\\.?\\**");
    private static final Pattern REASON = Pattern.compile("\\**(?i:reason)\\**:\\**\\s*");
    private static final int MOST_REASON_CHARACTERS = 500;
    private static final TextPipeline WITHOUT_REASONING =
            TextPipeline.of(List.of(MetricSpec.Step.of("strip-reasoning")), TextPipeline.Kind.EXTRACT);

    /**
     * Reads strictly: after any reasoning block the first line must be {@code Grade: 4}, {@code 4} or {@code 4/5} and
     * nothing else (Markdown's asterisks may surround it), and the grade must lie on the scale. The rest is the reason.
     */
    static Optional<Grade> read(String text, int scale) {
        final List<String> lines = WITHOUT_REASONING.apply(text).lines().toList();
        final Matcher first =
                FIRST_LINE.matcher(lines.isEmpty() ? "" : lines.get(0).strip());
        if (!first.matches() || (first.group(2) != null && Integer.parseInt(first.group(2)) != scale)) {
            return Optional.empty();
        }
        final int value = Integer.parseInt(first.group(1));
        if (value < 1 || value > scale) {
            return Optional.empty();
        }
        final String rest = String.join(" ", lines.subList(1, lines.size())).strip();
        final Matcher label = REASON.matcher(rest);
        final String reason = label.lookingAt() ? rest.substring(label.end()) : rest;
        return Optional.of(new Grade(value, Shown.beginning(reason, MOST_REASON_CHARACTERS)));
    }
}
