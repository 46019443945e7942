package io.ape4j;

import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.pipeline.Price;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Prompt;
import io.ape4j.run.Limits;
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
import java.util.Optional;

/**
 * What a search will take, reckoned before the first call. Tokens are reckoned from the length of the task's own texts
 * at four bytes a token; a search rarely spends exactly this.
 *
 * @param fewestCalls if nothing improves on the first candidates
 * @param likelyCalls most searches spend their budget
 * @param mostCalls the cap, or what the task has to ask
 * @param confirmationCalls winner and baseline on every test example, counted apart
 * @param likelyTokens of search and confirmation, in and out
 * @param mostTokens with all demonstrations and the longest answers
 * @param likelyCost in US dollars; empty if a price is unknown
 * @param mostCost in US dollars; empty if a price is unknown
 */
public record Estimate(
        long fewestCalls,
        long likelyCalls,
        long mostCalls,
        long confirmationCalls,
        long likelyTokens,
        long mostTokens,
        Optional<BigDecimal> likelyCost,
        Optional<BigDecimal> mostCost) {
    private static final int BYTES_PER_TOKEN = 4;
    private static final int MOST_LOOKED_AT = 50;
    private static final int PROPOSER_INPUT_TOKENS = 700;
    private static final int PROPOSER_OUTPUT_TOKENS = 80;
    private static final int FIRST_CANDIDATES_SCORED = 3;

    /**
     * Reckons.
     *
     * @param prices by role; empty where unknown
     */
    public static Estimate of(
            Task task,
            Metric metric,
            SearchParameters parameters,
            Limits limits,
            Map<ModelRole, Optional<Price>> prices) {
        final int select = task.examples(Split.SELECT).size();
        final long proposals = parameters.proposals();
        final long most = limits.calls();
        final long fewest =
                Math.min(most, proposals + FIRST_CANDIDATES_SCORED * (long) Math.min(select, parameters.blockSize()));
        final long confirming = 2L * task.examples(Split.TEST).size();
        final Usage likelyOne = perExample(task, metric, 0, false);
        final Usage mostOne = perExample(task, metric, parameters.demonstrations(), true);
        final long asked = Math.min(most, proposals);
        final Usage proposing = new Usage(asked * PROPOSER_INPUT_TOKENS, asked * PROPOSER_OUTPUT_TOKENS, false);
        final Usage likely = times(likelyOne, most - asked + confirming);
        final Usage high = times(mostOne, most - asked + confirming);
        return new Estimate(
                fewest,
                most,
                most,
                confirming,
                proposing.plus(likely).totalTokens(),
                proposing.plus(high).totalTokens(),
                cost(prices, proposing, likely),
                cost(prices, proposing, high));
    }

    private static Optional<BigDecimal> cost(Map<ModelRole, Optional<Price>> prices, Usage proposing, Usage executing) {
        final Optional<Price> proposer = prices.getOrDefault(ModelRole.PROPOSER, Optional.empty());
        final Optional<Price> executor = prices.getOrDefault(ModelRole.EXECUTOR, Optional.empty());
        if (proposer.isEmpty() || executor.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(proposer.get().cost(proposing).add(executor.get().cost(executing)));
    }

    private static Usage times(Usage one, long calls) {
        return new Usage(one.inputTokens() * calls, one.outputTokens() * calls, false);
    }

    /** Mean tokens of one example under the user's prompt, or under a short instruction. */
    private static Usage perExample(Task task, Metric metric, int demonstrations, boolean longest) {
        final List<Example> examples =
                task.examples().stream().limit(MOST_LOOKED_AT).toList();
        final Prompt prompt = Optional.ofNullable(task.baseline())
                .orElseGet(() -> Prompt.ofInstruction(
                        task.template(),
                        task.about().description().isBlank()
                                ? "?"
                                : task.about().description()));
        final Scorer scorer = new Scorer(task, metric);
        long input = 0;
        long output = 0;
        for (final Example example : examples) {
            final Request request = scorer.firstRequest(prompt, example);
            input += tokens(request);
            output += longest
                    ? task.output().maxTokens()
                    : Math.min(
                            task.output().maxTokens(),
                            tokens(example.references().get(0)));
            input += demonstrations
                    * (long) tokens(String.join("", example.fields().values())
                            + example.references().get(0));
        }
        final int n = Math.max(1, examples.size());
        return new Usage(input / n + 1, output / n + 1, false);
    }

    private static int tokens(Request request) {
        return request.messages().stream()
                .map(Message::text)
                .mapToInt(Estimate::tokens)
                .sum();
    }

    private static int tokens(String text) {
        return 1 + text.getBytes(StandardCharsets.UTF_8).length / BYTES_PER_TOKEN;
    }
}
