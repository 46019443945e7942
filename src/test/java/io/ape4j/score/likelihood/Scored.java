package io.ape4j.score.likelihood;

import io.ape4j.model.Answer;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.score.Scorer;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Scores by a model that is a function from texts to the log-probabilities of their tokens. */
final class Scored {
    private Scored() {}

    static Answer tokens(double... logProbabilities) {
        return new Answer(
                "",
                Answer.Finish.STOP,
                Usage.NONE,
                Arrays.stream(logProbabilities)
                        .mapToObj(value -> new TokenLogProbability("t", value))
                        .toList());
    }

    /** The request for the scores, which must be the only one. */
    static Asking.AskAll<ScoredAnswer> ask(Task task, Metric metric, Example example) {
        final Prompt prompt = Prompt.ofInstruction(task.template(), "Answer.");
        return (Asking.AskAll<ScoredAnswer>) new Scorer(task, metric).score(prompt, example, 0);
    }

    static ScoredAnswer by(Task task, Function<String, Answer> model) {
        try (Metric metric = Metrics.of(task)) {
            final Asking.AskAll<ScoredAnswer> ask =
                    ask(task, metric, task.examples().get(0));
            final List<Answer> answers = ask.requests().stream()
                    .map(request -> model.apply(String.valueOf(request.continuation())))
                    .toList();
            return ((Asking.Done<ScoredAnswer>) ask.goOn(answers)).value();
        }
    }
}
