package io.ape4j.score.metric;

import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.Score;
import io.ape4j.score.text.Numbers;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code numeric}: 1 if the number in the answer equals the number in a reference, after the task's steps. Numbers are
 * read as {@link Numbers} says (1,000 is a thousand; units, currency and per cent signs are ignored); 2.50 equals 2.5.
 *
 * <p>Options: {@code tolerance}, the largest absolute difference (default 0); {@code relativeTolerance}, a share of the
 * reference (the larger allowance counts); {@code position}: {@code last} (default), {@code first} or {@code only} (a
 * text with more than one number has none); {@code fractions: true} reads 3/4 and 1 1/2 as one number each, computed to
 * 34 digits.
 */
public final class NumericMatch implements MetricProvider {
    private static final MathContext SHOWN = new MathContext(6);
    private static final int MOST_PLAIN_DIGITS = 12;

    @Override
    public String type() {
        return "numeric";
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings =
                MetricSettings.of(task.metric(), "tolerance", "relativeTolerance", "position", "fractions");
        final BigDecimal tolerance = BigDecimal.valueOf(settings.amount("tolerance", 0));
        final BigDecimal relative = BigDecimal.valueOf(settings.amount("relativeTolerance", 0));
        final Function<String, Optional<BigDecimal>> number =
                new NumberReader(settings.word("position", "last", "first", "only"), settings.flag("fractions"))::read;
        for (final Example example : task.examples()) {
            for (final String reference : example.references()) {
                wanted(number, settings.normalised(reference), "example " + example.id() + ": ");
            }
        }
        return ReferenceMetric.of(settings, 1, true, (answer, reference) -> {
            final BigDecimal wanted = wanted(number, reference, "");
            final BigDecimal allowed = tolerance.max(relative.multiply(wanted.abs()));
            return number.apply(answer)
                    .map(got -> compare(got, wanted, allowed))
                    .orElseGet(() -> Score.of(false).withFeedback("no number can be read from it"));
        });
    }

    private static Score compare(BigDecimal got, BigDecimal wanted, BigDecimal allowed) {
        final BigDecimal difference = got.subtract(wanted);
        if (difference.abs().compareTo(allowed) <= 0) {
            return Score.of(true);
        }
        return Score.of(false)
                .withFeedback("the number is off by " + shown(difference.abs()) + ", too "
                        + (difference.signum() > 0 ? "high" : "low"));
    }

    /** Not all digits of a number such as 1e300. */
    private static String shown(BigDecimal number) {
        final BigDecimal rounded = number.round(SHOWN).stripTrailingZeros();
        final int magnitude = rounded.precision() - rounded.scale();
        return Math.abs(magnitude) <= MOST_PLAIN_DIGITS ? rounded.toPlainString() : rounded.toString();
    }

    private static BigDecimal wanted(Function<String, Optional<BigDecimal>> number, String reference, String place) {
        return number.apply(reference)
                .orElseThrow(() -> new IllegalArgumentException("metric numeric: " + place + "the reference "
                        + Quoted.of(reference) + " has no number after metric.normalise"));
    }
}
