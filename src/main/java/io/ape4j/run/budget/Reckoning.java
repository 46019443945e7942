package io.ape4j.run.budget;

import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.pipeline.Price;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Likelihood;
import io.ape4j.score.Metric;
import io.ape4j.score.Scorer;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one score of a task takes, reckoned from the length of the task's own texts at four bytes a token.
 *
 * @param likely mean tokens of the executor, of all requests that a score takes, under the user's prompt, or under a
 *     short instruction
 * @param most the same with all demonstrations and the longest answers
 * @param judging tokens of the judge; none if the metric asks none
 */
record Reckoning(Usage likely, Usage most, Usage judging) {
    private static final int BYTES_PER_TOKEN = 4;
    private static final int MOST_LOOKED_AT = 50;
    /** What a chat template, an output format and a longer instruction add: the quickstart took 30 more than its texts. */
    private static final int FRAME_TOKENS = 30;

    private static final int LONG_INSTRUCTION_TOKENS = 100;
    private static final int JUDGE_FRAME_TOKENS = 150;
    private static final int JUDGE_ANSWER_TOKENS = 40;

    static Reckoning of(Task task, Metric metric, SearchParameters parameters) {
        final int demonstrations = parameters.freeze().contains(Part.DEMONSTRATIONS) ? 0 : parameters.demonstrations();
        return of(task, metric, prompt(task), LONG_INSTRUCTION_TOKENS, demonstrations);
    }

    /** Of a prompt that stays as it is. */
    static Reckoning of(Task task, Metric metric, Prompt prompt) {
        return of(task, metric, prompt, 0, 0);
    }

    private static Reckoning of(Task task, Metric metric, Prompt prompt, int longer, int demonstrations) {
        final List<Example> examples =
                task.examples().stream().limit(MOST_LOOKED_AT).toList();
        final Scorer scorer = new Scorer(task, metric);
        final long mostOutput = task.output().maxTokens();
        final Optional<Likelihood> likelihood = metric.likelihood();
        final int requests = metric.executorRequests();
        long input = 0;
        long output = 0;
        long shown = 0;
        for (final Example example : examples) {
            final long reference = tokens(example.reference());
            input += requests * tokens(scorer.firstRequest(prompt, example));
            input += likelihood
                    .map(given -> given.continuations(example).stream()
                            .mapToLong(Reckoning::tokens)
                            .sum())
                    .orElse(0L);
            output += Math.min(mostOutput, reference);
            shown += reference + tokens(String.join("", example.fields().values()));
        }
        final int n = Math.max(1, examples.size());
        final boolean writes = likelihood.isEmpty();
        final Usage likely = new Usage(input / n + (long) requests * FRAME_TOKENS, writes ? output / n + 1 : 0, false);
        final Usage most = new Usage(
                likely.inputTokens() + requests * (longer + demonstrations * (shown / n + 1)),
                writes ? mostOutput : 0,
                false);
        final int judged = metric.judgeRequests();
        return new Reckoning(
                likely,
                most,
                new Usage(
                        judged * (likely.inputTokens() + likely.outputTokens() + JUDGE_FRAME_TOKENS),
                        (long) judged * JUDGE_ANSWER_TOKENS,
                        false));
    }

    /** What both prompts on every test example may cost, in US dollars; empty if a price is unknown. */
    Optional<BigDecimal> confirmation(Task task, Map<ModelRole, Price> prices) {
        final BigDecimal scores =
                BigDecimal.valueOf(2L * task.examples(Split.TEST).size());
        return cost(prices).map(one -> one.most().multiply(scores));
    }

    /** What one score costs, in US dollars; empty if a price is unknown. */
    Optional<MeasuringEstimate.Cost> cost(Map<ModelRole, Price> prices) {
        final Price executor = prices.get(ModelRole.EXECUTOR);
        final Price judge = judging.totalTokens() == 0 ? Price.FREE : prices.get(ModelRole.JUDGE);
        if (executor == null || judge == null) {
            return Optional.empty();
        }
        final BigDecimal judged = judge.cost(judging);
        return Optional.of(new MeasuringEstimate.Cost(
                executor.cost(likely).add(judged), executor.cost(most).add(judged)));
    }

    private static Prompt prompt(Task task) {
        final String description = task.about().description();
        return Objects.requireNonNullElseGet(
                task.baseline(),
                () -> Prompt.ofInstruction(task.template(), description.isBlank() ? "?" : description));
    }

    private static long tokens(Request request) {
        return request.messages().stream()
                .map(Message::text)
                .mapToLong(Reckoning::tokens)
                .sum();
    }

    private static long tokens(String text) {
        return 1L + text.getBytes(StandardCharsets.UTF_8).length / BYTES_PER_TOKEN;
    }
}
