package io.ape4j.score;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.Stage;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores a prompt on an example: renders each stage, asks the executor, hands the last answer to the metric. Where the
 * metric has a {@link Likelihood}, the last stage is not answered, but given texts are scored as its answer. A score may take several requests, of several roles; nothing is asked until the result is run.
 */
public final class Scorer {
    private final Task task;
    private final Metric metric;

    public Scorer(Task task, Metric metric) {
        this.task = task;
        this.metric = metric;
    }

    public Metric metric() {
        return metric;
    }

    /**
     * The score of {@code prompt} on {@code example}.
     *
     * @param sample number of the executor's answer: 0 for the first; votes ask for more. Log-probabilities are no
     *     samples, and always the same
     */
    public Asking<ScoredAnswer> score(Prompt prompt, Example example, int sample) {
        return stage(prompt, example, sample, 0, Map.of());
    }

    /** How many requests one score of {@code prompt} takes that count against limits, if all goes well. */
    public int requests(Prompt prompt) {
        return prompt.stages().size() - 1 + metric.executorRequests() + metric.judgeRequests();
    }

    /** The request that {@code prompt}'s first stage makes of {@code example}. */
    public Request firstRequest(Prompt prompt, Example example) {
        return request(prompt.stages().get(0), example, Map.of(), 0);
    }

    private Asking<ScoredAnswer> stage(
            Prompt prompt, Example example, int sample, int index, Map<String, String> outputs) {
        final Stage stage = prompt.stages().get(index);
        final boolean last = index == prompt.stages().size() - 1;
        final Optional<Likelihood> likelihood = last ? metric.likelihood() : Optional.empty();
        if (likelihood.isPresent()) {
            return scored(likelihood.get(), stage.render(example.fields(), outputs), example);
        }
        return Asking.ask(ModelRole.EXECUTOR, request(stage, example, outputs, sample))
                .then(answer -> {
                    if (answer.finish().isFailure()) {
                        return Asking.done(failed(answer));
                    }
                    if (last) {
                        return metric.score(example, answer.text())
                                .map(score -> new ScoredAnswer(answer.text(), answer.finish(), score));
                    }
                    final Map<String, String> known = new HashMap<>(outputs);
                    known.put(stage.name(), answer.text());
                    return stage(prompt, example, sample, index + 1, known);
                });
    }

    private static Asking<ScoredAnswer> scored(Likelihood likelihood, List<Message> messages, Example example) {
        final List<Request> requests = likelihood.continuations(example).stream()
                .map(text -> Request.scoreContinuation(messages, text))
                .toList();
        return Asking.askAll(ModelRole.EXECUTOR, requests)
                .map(answers -> answers.stream()
                        .filter(answer -> answer.finish().isFailure())
                        .findFirst()
                        .map(Scorer::failed)
                        .orElseGet(() -> likelihood.score(example, answers)));
    }

    private static ScoredAnswer failed(Answer answer) {
        return new ScoredAnswer(answer.text(), answer.finish(), Score.of(0));
    }

    private Request request(Stage stage, Example example, Map<String, String> outputs, int sample) {
        final Request request = Request.chat(
                        stage.render(example.fields(), outputs), task.output().maxTokens())
                .withSample(sample);
        return task.output().stop().isEmpty()
                ? request
                : request.with(Request.STOP, task.output().stop());
    }
}
