package io.ape4j.run.budget;

import io.ape4j.model.ModelRole;
import io.ape4j.model.Usage;
import io.ape4j.model.pipeline.Price;
import io.ape4j.score.Metric;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a search will take, reckoned before the first call; a search rarely spends exactly this, and its result says by
 * how much it was off.
 *
 * @param fewestCalls if nothing improves on the first candidates
 * @param likelyCalls most searches spend their budget
 * @param mostCalls the cap
 * @param confirmationCalls winner and baseline on every test example, counted apart
 * @param fewestTokens of search and confirmation, in and out, if nothing improves
 * @param likelyTokens of search and confirmation
 * @param mostTokens with all demonstrations and the longest answers
 * @param cost in US dollars; empty if a price is unknown
 */
public record Estimate(
        long fewestCalls,
        long likelyCalls,
        long mostCalls,
        long confirmationCalls,
        long fewestTokens,
        long likelyTokens,
        long mostTokens,
        Optional<Cost> cost) {
    private static final Usage ONE_PROPOSAL = new Usage(700, 80, false);
    private static final int FIRST_CANDIDATES_SCORED = 3;
    private static final int EXAMPLES_TO_TELL_BY = 30;

    /**
     * US dollars.
     *
     * @param confirmation what of {@code high} is set aside for the confirmation
     * @param least what a limit must be, so that beside the confirmation the first candidates can be scored
     */
    public record Cost(BigDecimal low, BigDecimal likely, BigDecimal high, BigDecimal confirmation, BigDecimal least) {}

    /**
     * Reckons.
     *
     * @param metric the task's, which the confirmation takes
     * @param calls the cap
     * @param prices by role; without an entry where unknown
     * @throws IllegalArgumentException if the task does not fit what ranks its candidates
     */
    public static Estimate of(
            Task task, Metric metric, SearchParameters parameters, long calls, Map<ModelRole, Price> prices) {
        final Metric ranking = parameters.rankBy().over(task, metric);
        final Reckoning one = Reckoning.of(task, ranking, parameters);
        final Reckoning last = Reckoning.of(task, metric, parameters);
        final long requestsPerScore = requestsPerScore(ranking);
        final int select = task.examples(Split.SELECT).size();
        final long proposals = Math.min(calls, parameters.proposalsAt(calls));
        final long fewestScores = FIRST_CANDIDATES_SCORED * (long) Math.min(select, parameters.blockSize());
        final long fewest = Math.min(calls, proposals + fewestScores * requestsPerScore);
        final long confirmed = 2L * task.examples(Split.TEST).size();
        final Usage proposing = times(ONE_PROPOSAL, proposals);
        final Amount first = Amount.proposing(times(ONE_PROPOSAL, Math.min(calls, SearchParameters.FEWEST_PROPOSALS)))
                .plus(one.likely(), one.judging(), fewestScores);
        final long searching = (calls - proposals) / requestsPerScore;
        final Amount low = Amount.proposing(proposing)
                .plus(one.likely(), one.judging(), Math.min(fewestScores, searching))
                .plus(last.likely(), last.judging(), confirmed);
        final Amount likely = Amount.proposing(proposing)
                .plus(one.likely(), one.judging(), searching)
                .plus(last.likely(), last.judging(), confirmed);
        final Amount high = Amount.proposing(proposing)
                .plus(one.most(), one.judging(), searching)
                .plus(last.most(), last.judging(), confirmed);
        final Optional<BigDecimal> confirmation = last.confirmation(task, prices);
        final boolean isPriced = confirmation.isPresent() && prices.containsKey(ModelRole.PROPOSER);
        return new Estimate(
                fewest,
                calls,
                calls,
                confirmed * requestsPerScore(metric),
                low.tokens(),
                likely.tokens(),
                high.tokens(),
                isPriced
                        ? Optional.of(new Cost(
                                low.cost(prices),
                                likely.cost(prices),
                                high.cost(prices),
                                confirmation.get(),
                                confirmation.get().add(first.cost(prices))))
                        : Optional.empty());
    }

    /**
     * From how many calls on a search is more than luck: those with which the fewest first candidates are scored on a
     * first block in the share of the budget that is the first race's, and one on enough of {@code select} to be told
     * from others.
     */
    public static long enoughCalls(Task task, Metric metric, SearchParameters parameters) {
        final long requestsPerScore = requestsPerScore(parameters.rankBy().over(task, metric));
        final int select = task.examples(Split.SELECT).size();
        final long candidates = SearchParameters.FEWEST_PROPOSALS + FIRST_CANDIDATES_SCORED;
        final long first = candidates * Math.min(select, parameters.blockSize()) * requestsPerScore;
        final long one = Math.min(select, EXAMPLES_TO_TELL_BY) * requestsPerScore;
        return Math.max(2 * first, SearchParameters.FEWEST_PROPOSALS + first + one);
    }

    /** What a limit on money keeps for the confirmation, in US dollars; 0 if nothing costs anything. */
    public BigDecimal setAside() {
        return cost.map(Cost::confirmation).orElse(BigDecimal.ZERO);
    }

    private static long requestsPerScore(Metric metric) {
        return (long) metric.executorRequests() + metric.judgeRequests();
    }

    private record Amount(Usage proposing, Usage executing, Usage judging) {
        static Amount proposing(Usage usage) {
            return new Amount(usage, Usage.NONE, Usage.NONE);
        }

        /** With so many scores, each of which takes that. */
        Amount plus(Usage executor, Usage judge, long scores) {
            return new Amount(proposing, executing.plus(times(executor, scores)), judging.plus(times(judge, scores)));
        }

        long tokens() {
            return proposing.plus(executing).plus(judging).totalTokens();
        }

        BigDecimal cost(Map<ModelRole, Price> prices) {
            return price(prices, ModelRole.PROPOSER)
                    .cost(proposing)
                    .add(price(prices, ModelRole.EXECUTOR).cost(executing))
                    .add(price(prices, ModelRole.JUDGE).cost(judging));
        }

        private static Price price(Map<ModelRole, Price> prices, ModelRole role) {
            return prices.getOrDefault(role, Price.FREE);
        }
    }

    private static Usage times(Usage one, long calls) {
        return new Usage(one.inputTokens() * calls, one.outputTokens() * calls, false);
    }
}
