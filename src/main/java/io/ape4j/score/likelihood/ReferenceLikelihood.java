package io.ape4j.score.likelihood;

import io.ape4j.model.Answer;
import io.ape4j.model.asking.Asking;
import io.ape4j.score.Likelihood;
import io.ape4j.score.Metric;
import io.ape4j.score.MetricProvider;
import io.ape4j.score.Score;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.score.metric.MetricSettings;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code reference-likelihood}: how likely the executor finds the reference as its answer, in [0, 1]; of several
 * references the likeliest counts. Nothing is sampled. Option {@code length}: {@code token} (the default: the geometric
 * mean of the probabilities of the reference's tokens), {@code byte} (the same over bytes) or {@code none} (the
 * probability of the whole reference).
 *
 * <p>The log probability of Zhou et al. 2022, "Large Language Models Are Human-Level Prompt Engineers", section 3.2, as a
 * score: its exponential, so that it is bounded, and normalised by length, so that long references count as much as short
 * ones. It tells prompts apart that are wrong on the same examples, and so ranks with fewer of them; it says nothing of
 * what a model would write.
 */
public final class ReferenceLikelihood implements MetricProvider {
    static final String TYPE = "reference-likelihood";

    private static final int VERSION = 1;

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = Texts.settings(task);
        final Length length = Length.of(settings, Length.TOKEN);
        int most = 1;
        for (final Example example : task.examples()) {
            if (example.references().stream().anyMatch(String::isEmpty)) {
                throw new IllegalArgumentException(
                        "metric " + TYPE + ": an output of example " + example.id()
                                + " is empty, and an empty text has no probability; remove the example, or take another metric");
            }
            most = Math.max(most, wanted(example).size());
        }
        return new ReferenceMetric(new Texts(settings), settings.identity(VERSION), length, most);
    }

    private static List<String> wanted(Example example) {
        return example.references().stream().distinct().toList();
    }

    /**
     * The metric.
     *
     * @param texts compares a text with references
     * @param mostContinuations most different references of one example
     */
    private record ReferenceMetric(Texts texts, String identity, Length length, int mostContinuations)
            implements Metric, Likelihood {
        @Override
        public Optional<Likelihood> likelihood() {
            return Optional.of(this);
        }

        /** Of a text alone it is known only whether it is a reference. */
        @Override
        public Asking<Score> score(Example example, String answer) {
            return Asking.done(texts.score(example, answer));
        }

        @Override
        public List<String> continuations(Example example) {
            return wanted(example);
        }

        @Override
        public ScoredAnswer score(Example example, List<Answer> scored) {
            final Texts.Ranked ranked = Texts.ranked(wanted(example), scored, length);
            // Not Math.exp: a JVM may round its last bit as it likes.
            final double value = Math.min(1, StrictMath.exp(ranked.logProbability()));
            return new ScoredAnswer(
                    ranked.best(),
                    Answer.Finish.STOP,
                    new Score(value, null, Map.of("logProbabilities", ranked.shown())));
        }
    }
}
