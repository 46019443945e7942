package io.ape4j.score.lint;

import io.ape4j.stats.Power;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the test split can show, and whether so much is left to gain. */
final class Headroom {
    private static final double POINTS = 100;

    private final int examples;
    private final Power power;

    Headroom(Task task, boolean binary) {
        examples = task.examples(Split.TEST).size();
        power = Power.standard(binary);
    }

    /** A sentence on the smallest gain that the test split shows under the standard assumptions. */
    String shown() {
        final OptionalDouble gain = power.smallestGain(examples);
        return gain.isPresent()
                ? "only a gain of " + Power.points(gain.getAsDouble()) + " points or more will show (" + Power.OFTEN
                        + ")."
                : "hardly any gain will show.";
    }

    /**
     * A finding if no gain above a score can be shown.
     *
     * @param what scores so, as the beginning of a sentence
     * @param score in [0, 1]
     */
    Optional<Finding> above(String what, double score) {
        if (examples == 0 || power.withBaseline(score).smallestGain(examples).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                "headroom",
                what + ": of the " + Math.round((1 - score) * POINTS) + " points that are left, a search can gain none"
                        + " that " + Count.of(examples, "test example")
                        + " would show. Take harder examples, a stricter metric, or more of test."));
    }
}
