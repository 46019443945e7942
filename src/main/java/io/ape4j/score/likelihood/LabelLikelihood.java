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
import io.ape4j.task.text.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code likelihood}: 1 if, of all the task's {@code output.labels}, one that a reference names is the likeliest answer.
 * Nothing is sampled: the executor tells the log-probability of each label. Option {@code length}: what it is divided by,
 * {@code none} (the default), {@code token} or {@code byte}. Of labels that are equally likely, the first in the order of
 * their characters is taken, so that the order in which the task lists them changes nothing.
 *
 * <p>Classification by the likeliest verbaliser as in Brown et al. 2020, "Language Models are Few-Shot Learners",
 * section 2.4, without its division by the probability without context.
 */
public final class LabelLikelihood implements MetricProvider {
    static final String TYPE = "likelihood";

    private static final int VERSION = 1;

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Metric create(Task task) {
        final MetricSettings settings = Texts.settings(task);
        final Length length = Length.of(settings, Length.NONE);
        final List<String> labels = task.output().labels();
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("metric " + TYPE
                    + " chooses among the task's output.labels, and the task has none; list them, or take another"
                    + " metric");
        }
        if (length == Length.NONE) {
            refusePrefixes(settings, labels);
        }
        final LabelMetric metric =
                new LabelMetric(new Texts(settings), settings.identity(VERSION, labels), List.copyOf(labels), length);
        task.examples().forEach(metric::check);
        return metric;
    }

    /** Every text that goes on is less likely than its beginning, whatever the model thinks of either. */
    private static void refusePrefixes(MetricSettings settings, List<String> labels) {
        for (final String label : labels) {
            for (final String longer : labels) {
                if (longer.length() > label.length() && longer.startsWith(label)) {
                    throw settings.wrong(
                            Length.OPTION,
                            "must be token or byte, because the label " + Shown.quoted(longer)
                                    + " begins with the label " + Shown.quoted(label)
                                    + " and so could never be the likelier");
                }
            }
        }
    }

    /**
     * The metric.
     *
     * @param texts compares what was chosen with references
     * @param labels what is chosen from
     */
    private record LabelMetric(Texts texts, String identity, List<String> labels, Length length)
            implements Metric, Likelihood {
        @Override
        public boolean isBinary() {
            return true;
        }

        @Override
        public Optional<Likelihood> likelihood() {
            return Optional.of(this);
        }

        @Override
        public Asking<Score> score(Example example, String answer) {
            return Asking.done(texts.score(example, answer));
        }

        @Override
        public List<String> continuations(Example example) {
            return labels;
        }

        @Override
        public int mostContinuations() {
            return labels.size();
        }

        @Override
        public ScoredAnswer score(Example example, List<Answer> scored) {
            final Texts.Ranked ranked = Texts.ranked(labels, scored, length);
            final Score score = texts.score(example, ranked.best());
            return new ScoredAnswer(
                    ranked.best(),
                    Answer.Finish.STOP,
                    new Score(
                            score.value(),
                            score.feedback(),
                            Map.of("extracted", ranked.best(), "logProbabilities", ranked.shown())));
        }

        void check(Example example) {
            final Set<String> known = new HashSet<>();
            labels.forEach(label -> known.add(texts.comparable(label)));
            if (example.references().stream().map(texts::comparable).noneMatch(known::contains)) {
                throw new IllegalArgumentException("metric " + TYPE + ": the output "
                        + Shown.quoted(Objects.requireNonNull(example.reference())) + " of example " + example.id()
                        + " is none of output.labels; add it to them, or correct the example");
            }
        }
    }
}
