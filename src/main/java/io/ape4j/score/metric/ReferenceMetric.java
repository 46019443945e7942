package io.ape4j.score.metric;

import io.ape4j.model.asking.Asking;
import io.ape4j.score.Metric;
import io.ape4j.score.Score;
import io.ape4j.task.Example;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Compares the answer with each reference; the best counts.
 *
 * @param identity see {@link MetricSettings#identity}
 * @param isBinary whether the comparison gives only 0 and 1
 * @param answerOf takes the answer out of what the model said and makes it comparable
 * @param referenceOf makes a reference comparable
 * @param comparison of the two
 */
record ReferenceMetric(
        String identity,
        boolean isBinary,
        UnaryOperator<String> answerOf,
        UnaryOperator<String> referenceOf,
        Comparison comparison)
        implements Metric {
    /** Scores a comparable answer against one comparable reference. */
    @FunctionalInterface
    interface Comparison {
        /** What the score is, with feedback where there is more to say than what answer and reference show. */
        Score compare(String answer, String reference);
    }

    /** A metric whose answers and references both go through the task's steps. */
    static ReferenceMetric of(MetricSettings settings, int version, boolean binary, Comparison comparison) {
        return new ReferenceMetric(
                settings.identity(version), binary, settings::answer, settings::normalised, comparison);
    }

    @Override
    public Asking<Score> score(Example example, String said) {
        final String answer = answerOf.apply(said);
        Score best = compare(answer, example.references().get(0));
        for (int i = 1; i < example.references().size() && best.value() < 1; i++) {
            final Score next = compare(answer, example.references().get(i));
            final boolean saysMore = next.value() == best.value() && best.feedback() == null;
            best = next.value() > best.value() || saysMore ? next : best;
        }
        return Asking.done(new Score(
                best.value(),
                best.value() < 1 ? best.feedback() : null,
                Map.of("extracted", Quoted.shortened(answer))));
    }

    private Score compare(String answer, String reference) {
        return comparison.compare(answer, referenceOf.apply(reference));
    }
}
