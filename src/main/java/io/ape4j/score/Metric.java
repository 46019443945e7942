package io.ape4j.score;

import io.ape4j.model.LanguageModel;
import io.ape4j.model.asking.Asking;
import io.ape4j.task.Example;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleBiFunction;

/**
 * Scores an answer against an example. Immutable, safe for use from many threads, without side effects on what it
 * scores; the same answer to the same example always scores the same.
 *
 * <p>Failures: a bad answer is a low score. A metric that can't do its work (its program hangs, its score is no number)
 * throws a {@link MetricException}. Few metrics hold anything to close; whoever makes a metric closes it all the same.
 */
public interface Metric extends AutoCloseable {
    /**
     * A metric of a program's own that is right or wrong.
     *
     * @param identity name and version, e.g. {@code same-city/1}
     * @param right whether the second, what the model said, answers the first
     */
    static Metric rightOrWrong(String identity, BiPredicate<Example, String> right) {
        return new FunctionMetric(identity, (example, answer) -> right.test(example, answer) ? 1 : 0, true);
    }

    /**
     * A metric of a program's own with any scores in [0, 1].
     *
     * @param identity name and version, e.g. {@code overlap/1}
     * @param score of the second, what the model said, as an answer to the first
     */
    static Metric scoring(String identity, ToDoubleBiFunction<Example, String> score) {
        return new FunctionMetric(identity, score, false);
    }

    /** Name and version, e.g. {@code exact-match/1}: a change of the version makes old runs refuse to resume. */
    String identity();

    /**
     * Scores {@code answer}, which is what the model said, whole. Metrics that need a judge ask it through the result.
     */
    Asking<Score> score(Example example, String answer);

    /**
     * How scores are made of log-probabilities, if they are: then the executor writes no answer, and {@link #score} is
     * for texts that are known without it, such as references. Empty for metrics that read an answer.
     */
    default Optional<Likelihood> likelihood() {
        return Optional.empty();
    }

    /** How many requests one score takes of the executor for a prompt's last stage. */
    default int executorRequests() {
        return likelihood().map(Likelihood::mostContinuations).orElse(1);
    }

    /** How many requests one score takes of the judge, so that a search can plan with its budget. */
    default int judgeRequests() {
        return 0;
    }

    /**
     * The program behind {@link io.ape4j.model.ModelRole#SCORER}, if scores ask one: a request's last message goes to
     * it, its answer comes back, and the run's journal keeps it. {@link #close} ends it.
     */
    default Optional<LanguageModel> program() {
        return Optional.empty();
    }

    /** Whether scores are always 0 or 1, so that the exact McNemar test applies. */
    default boolean isBinary() {
        return false;
    }

    /** How the scores of many examples add up to one. */
    default Aggregate aggregate() {
        return Aggregate.MEAN;
    }

    /** Ends what the metric keeps running, if anything. */
    @Override
    default void close() {}
}
